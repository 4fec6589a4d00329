"""What a password has to be, said in Dutch where Django's own words have no translation."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnoughValidator(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return ngettext(
            "Dit wachtwoord is te kort. Neem er een van minstens %d teken.",
            "Dit wachtwoord is te kort. Neem er een van minstens %d tekens.",
            self.min_length,
        ) % (self.min_length,)
