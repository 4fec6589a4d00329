"""The structured communication of a transfer, made and read."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import ogm_vcs

from wegwijzer.ui.communication import LARGEST, communication, in_groups
from wegwijzer.ui.forms import CommunicationField

NUMBERS = st.integers(1, LARGEST)
TWELVE = "Schrijf een gestructureerde mededeling met twaalf cijfers, bijvoorbeeld +++090/9337/55493+++."
CHECK = "De controlecijfers van deze mededeling kloppen niet. Kijk de cijfers na."


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        pytest.param(909337554, "090933755493", id="the example of the banks"),  # 909337554 = 97 × 9374614 - 4
        pytest.param(97, "000000009797", id="no remainder counts as 97"),
        pytest.param(98, "000000009801", id="a remainder of one digit"),
        pytest.param(LARGEST, "999999999948", id="the last one"),
    ],
)
def test_two_digits_check_the_ten_before(number, digits):
    assert communication(number) == digits


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_number_that_does_not_fit_is_refused(number):
    with pytest.raises(ValueError, match="no ten digits"):
        communication(number)


@settings(max_examples=1000)
@given(NUMBERS)
def test_what_is_made_is_read_again_and_passes_the_check_of_the_banks(number):
    digits = communication(number)
    assert ogm_vcs.is_valid(digits)
    assert CommunicationField().clean(in_groups(digits)) == digits


@settings(max_examples=1000)
@given(NUMBERS, NUMBERS)
def test_two_numbers_never_give_the_same(one, other):
    assert (communication(one) == communication(other)) == (one == other)


@settings(max_examples=1000)
@given(NUMBERS, st.integers(0, 11), st.integers(1, 9))
def test_one_digit_typed_wrong_is_seen(number, place, slip):
    digits = communication(number)
    wrong = digits[:place] + str((int(digits[place]) + slip) % 10) + digits[place + 1 :]
    with pytest.raises(ValidationError) as caught:
        CommunicationField().clean(wrong)
    assert caught.value.messages == [CHECK]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("+++090/9337/55493+++", id="as printed"),
        pytest.param("***090/9337/55493***", id="with asterisks"),
        pytest.param("090/9337/55493", id="bare"),
        pytest.param("090933755493", id="digits only"),
        pytest.param("+++ 090 9337 55493 +++", id="spaces"),
        pytest.param("\u00a0090.9337.55493", id="pasted"),
    ],
)
def test_it_is_read_however_it_is_written(text):
    assert CommunicationField().clean(text) == "090933755493"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("090/9337/55494", CHECK, id="check"),
        pytest.param("000/0000/00097", CHECK, id="nothing but zeros"),
        pytest.param("000/0000/00000", CHECK, id="zeros"),
        pytest.param("090/9337/5549", TWELVE, id="too short"),
        pytest.param("090/9337/554931", TWELVE, id="too long"),
        pytest.param("+++090/9337/55493***", TWELVE, id="mixed marks"),
        pytest.param("factuur 12", TWELVE, id="words"),
        pytest.param("٠٩٠٩٣٣٧٥٥٤٩٣", TWELVE, id="other digits"),
        pytest.param("0９0933755493", TWELVE, id="wide digit"),
    ],
)
def test_it_is_refused_with_what_to_do(text, message):
    with pytest.raises(ValidationError) as caught:
        CommunicationField().clean(text)
    assert caught.value.messages == [message]
