"""The strict fields: they turn text into domain values, say in Dutch what to do when they can not, and stop there."""

from wegwijzer.ui.forms.addresses import HttpsUrlField
from wegwijzer.ui.forms.dates import DateField, TimeField
from wegwijzer.ui.forms.files import DocumentField
from wegwijzer.ui.forms.hours import ClosedDaysField, HoursField, PhoneField
from wegwijzer.ui.forms.identifiers import CommunicationField, IbanField, KboField, NisField
from wegwijzer.ui.forms.moments import MomentField
from wegwijzer.ui.forms.numbers import AmountField, IntegerField, NumberField, PercentField, YearField
from wegwijzer.ui.forms.periods import PeriodMixin
from wegwijzer.ui.forms.pictures import PictureField
from wegwijzer.ui.forms.text import EmailField, LineField, ProseField, SlugField

__all__ = [
    "AmountField",
    "ClosedDaysField",
    "CommunicationField",
    "DateField",
    "DocumentField",
    "EmailField",
    "HoursField",
    "HttpsUrlField",
    "IbanField",
    "IntegerField",
    "KboField",
    "LineField",
    "MomentField",
    "NisField",
    "NumberField",
    "PercentField",
    "PeriodMixin",
    "PhoneField",
    "PictureField",
    "ProseField",
    "SlugField",
    "TimeField",
    "YearField",
]
