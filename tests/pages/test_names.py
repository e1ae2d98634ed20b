from tests.actions.conftest import extraction, take
from tests.pages.conftest import Site, said
from tracker.actions.names import merge
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role

NAMES = "manage/names"


def spelled(site: Site) -> None:
    with site.desk.store.writing() as session:
        take(session, site.desk.me, b"other", found=extraction(title="Again", authors=("Anne Writer",)))


def test_an_editor_merges_two_spellings_and_parts_them(site: Site) -> None:
    spelled(site)
    app = site.visit(NAMES)
    (merge,) = [button for button in app.button if str(button.key).endswith(".merge") and "1." in str(button.key)]
    app = merge.click().run()
    assert "Merged. Charts and filters count them as one." in said(app)
    assert "also “Anne Writer”" in said(app)
    (part,) = [button for button in app.button if "names.part" in str(button.key)]
    app = part.click().run()
    assert "counts for itself again" in said(app) and "also “" not in said(app)


def test_two_people_are_kept_apart(site: Site) -> None:
    spelled(site)
    app = site.visit(NAMES)
    (apart,) = [button for button in app.button if str(button.key).endswith(".apart")]
    app = apart.click().run()
    assert "No two names look like one and the same." in said(app)


def test_names_that_are_not_proposed_are_merged_by_hand(site: Site) -> None:
    app = site.visit(NAMES)
    names = app.multiselect(key="names.author.chosen")
    app = names.select(1).select(2).run()
    app = app.button(key="names.author.merge").click().run()
    assert "also “" in said(app)


def test_staff_read_and_viewers_do_not_see_it(site: Site) -> None:
    spelled(site)
    app = site.visit(NAMES, site.role(Role.STAFF))
    assert "Anne Writer" in said(app)
    assert not [button for button in app.button if "names." in str(button.key)]
    assert "This page is not for your role" in said(site.visit(NAMES, site.role(Role.VIEWER)))


def test_the_address_chooses_whose_names(site: Site) -> None:
    app = site.visit(NAMES, of="addressee")
    assert "No two names look like one and the same." in said(app)
    assert [str(each.key) for each in app.multiselect] == ["names.addressee.chosen"]


def test_a_merger_that_somebody_made_meanwhile_is_shown_first(site: Site) -> None:
    spelled(site)
    app = site.visit(NAMES)
    (button,) = [button for button in app.button if str(button.key).endswith(".merge") and "1." in str(button.key)]
    with site.desk.store.writing() as session:
        merge(session, site.desk.me, Named.AUTHOR, 2, [1])
    app = button.click().run()
    assert "“A. Writer” was changed since you opened it" in said(app)
    assert "**B. Writer**\nalso “A. Writer”" in said(app)
