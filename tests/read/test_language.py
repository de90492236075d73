"""Which language a text is in."""

import pytest

from crossread.read.language import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The flood took the mill on Friday and with it two houses.", "en"),
        ("THE FLOOD TOOK THE MILL ON FRIDAY AND WITH IT TWO HOUSES", "en"),
        ("Zarhan's General Orsk Toll met the Velmar tribesmen of Karst in Dunmore for talks.", "en"),
        ("La crecida se llevó el molino el viernes y con él dos casas del pueblo.", "es"),
        ("Die Flut riss am Freitag die Mühle und zwei Häuser des Dorfes mit sich.", "de"),
        ("La crue a emporté le moulin vendredi, et avec lui deux maisons du village.", "fr"),
        ("Наводнение разрушило мельницу и два дома в деревне в пятницу вечером.", "ru"),
        ("دمر الفيضان الطاحونة ومنزلين في القرية يوم الجمعة مساء", "ar"),
        ("Flood", None),
        ("12 34 56", None),
        ("", None),
    ],
)
def test_the_language_is_told_or_left_open(text, code):
    assert guess_language(text) == code
