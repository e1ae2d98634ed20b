"""People: who may use the tracker, in which role and unit, and the units themselves."""

import streamlit as st

from tracker.queries import people
from tracker.translation import gettext as _
from tracker.ui import people_list, shell, unit_list
from tracker.vocabulary.roles import Verb

me = shell.page(_("People"), needs=Verb.MANAGE_PEOPLE)
everybody = shell.asked(people.people, me)
units = shell.asked(people.units, me)
people_list.told(everybody)
people_list.invite(me, units)
people_list.show(me, people_list.found(everybody), units)
st.header(_("Units"), anchor=False)
st.caption(_("Staff may update what belongs to their unit. A brief belongs to the unit of who took it in."))
unit_list.show(me, units)
unit_list.add(me)
