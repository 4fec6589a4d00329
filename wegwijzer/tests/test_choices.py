"""A choice shows by its label; what is no choice shows as it is."""

import pytest

from governance.models import Attendance, Mandate


@pytest.mark.parametrize(("role", "shown"), [("chair", "voorzitter"), ("", ""), ("of old", "of old"), (None, None)])
def test_choice_shows_by_its_label_and_anything_else_as_it_is(role, shown):
    assert Mandate(role=role).get_role_display() == shown


def test_empty_choice_has_a_label_too():
    assert Attendance(status="").get_status_display() == "niet aangeduid"
