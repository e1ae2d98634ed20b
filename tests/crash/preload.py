"""What a child has imported, and done once, before it is born, so that it begins with its gesture at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.crash.gestures import EDIT, here

_ = pytest
with TemporaryDirectory() as folder:
    EDIT.make(Path(folder))
    here(Path(folder), EDIT)
