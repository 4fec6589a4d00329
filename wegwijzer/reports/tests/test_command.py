import pytest
from django.core.management import CommandError, call_command


def test_command_writes_the_document(tmp_path, capsys):
    out = tmp_path / "verslag.pdf"
    call_command("report", "sample", "4", out=out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "2 blz." in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("kind", "ref", "sentence"),
    [
        ("jaarboek", "4", "Onbekende soort verslag: jaarboek. Bekend zijn: .*sample"),
        ("sample", "weg", "Er is geen vergadering met nummer weg."),
    ],
)
def test_command_says_in_words_what_it_does_not_know(tmp_path, kind, ref, sentence):
    out = tmp_path / "verslag.pdf"
    with pytest.raises(CommandError, match=sentence) as error:
        call_command("report", kind, ref, out=out)
    assert error.value.returncode == 1
    assert not out.exists()


def test_command_says_in_words_that_it_can_not_write(tmp_path):
    with pytest.raises(CommandError, match=r"Kan .*geen-map.* niet schrijven"):
        call_command("report", "sample", "1", out=tmp_path / "geen-map" / "verslag.pdf")
