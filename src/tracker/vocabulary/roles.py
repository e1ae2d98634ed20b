"""Who may do what: five roles, and the verbs that each may use."""

from enum import StrEnum

from tracker.translation import marked


class Role(StrEnum):
    """The part that a person plays; each person has one."""

    VIEWER = "viewer"
    STAFF = "staff"
    EDITOR = "editor"
    DIRECTOR = "director"
    ADMIN = "admin"


class Verb(StrEnum):
    """What a person may want to do, as actions and queries ask for it."""

    VIEW = "view"
    """See what is published: confirmed recommendations, and everything about them but confidential evidence."""
    VIEW_WORK = "view_work"
    """See the work behind it too: pending and rejected candidates, notes, history."""
    VIEW_CONFIDENTIAL = "view_confidential"
    """See confidential evidence."""
    UPLOAD = "upload"
    """Take briefs in."""
    UPDATE = "update"
    """Change status, outcome and the like, and add evidence, where it is one's own or one's own unit's."""
    UPDATE_ALL = "update_all"
    """Change them for every recommendation."""
    CONFIRM = "confirm"
    """Decide whether a candidate is a recommendation, correct its wording, add a missed one, correct a brief."""
    IMPORT = "import"
    """Move recommendations in from a spreadsheet of another tracker."""
    APPROVE_REPORT = "approve_report"
    """Approve a report for the board, and share it by a link."""
    REMOVE = "remove"
    """Remove an upload for good: its file, its text and all that was said of it."""
    READ_HISTORY = "read_history"
    """See what was changed, by whom, when and why, in the records that one sees."""
    READ_AUDIT = "read_audit"
    """Read the whole history, across all records."""
    MANAGE_PEOPLE = "manage_people"
    """Invite people, change their roles, switch them off, remove them."""


_VIEWER = frozenset({Verb.VIEW})
_STAFF = _VIEWER | {Verb.VIEW_WORK, Verb.VIEW_CONFIDENTIAL, Verb.UPLOAD, Verb.UPDATE, Verb.READ_HISTORY}
_EDITOR = _STAFF | {Verb.UPDATE_ALL, Verb.CONFIRM, Verb.IMPORT}
_DIRECTOR = _EDITOR | {Verb.APPROVE_REPORT, Verb.REMOVE, Verb.READ_AUDIT}
_ADMIN = _VIEWER | {Verb.READ_HISTORY, Verb.READ_AUDIT, Verb.MANAGE_PEOPLE}

MAY: dict[Role, frozenset[Verb]] = {
    Role.VIEWER: _VIEWER,
    Role.STAFF: _STAFF,
    Role.EDITOR: _EDITOR,
    Role.DIRECTOR: _DIRECTOR,
    Role.ADMIN: _ADMIN,
}

ROLE_LABELS: dict[Role, str] = {
    Role.VIEWER: marked("Viewer"),
    Role.STAFF: marked("Staff"),
    Role.EDITOR: marked("Editor"),
    Role.DIRECTOR: marked("Director"),
    Role.ADMIN: marked("Admin"),
}

ROLE_DEFINITIONS: dict[Role, str] = {
    Role.VIEWER: marked("sees what is published"),
    Role.STAFF: marked("takes briefs in, and updates what is theirs and their unit's"),
    Role.EDITOR: marked("updates everything, confirms and corrects what was found"),
    Role.DIRECTOR: marked("does what editors do, approves reports and reads the whole history"),
    Role.ADMIN: marked("lets people in and reads the whole history; changes no content"),
}


def may(role: Role, verb: Verb) -> bool:
    """Whether the role × verb table allows it."""
    return verb in MAY[role]
