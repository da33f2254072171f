"""The forms of values."""

from __future__ import annotations

import edtf
import pytest

from pipeline.annotate.check.values import complaint, edtf_complaint

GOOD = {
    "DATE": (
        "2022", "2022-05", "2022-05-12", "196X", "20XX", "2022-05-17T18:00:00", "2022-05-17T01:00:00+01:00",
        "2022-05-17T01:00:00Z",
        "2024-02-29", "2021-04-01/2022-03-31", "2019/2021", "2026-05/2026-06", "2018-06-13T10:00:00/2018-06-13T12:00:00",
        "2022/2022-03",
    ),
    "DURATION": ("P1W", "PT3H", "PXH", "P10Y", "PXW", "P1XY", "PT1H30M", "PT1H/PT1H30M", "P1.5Y", "P2Y6M", "PT30S"),
    "AWARD_NUMBER": ("JP19K07120", "19K07120", "JPMJCR2101", "JP20he0622043", "24wm0525050s0501", "FQXi-IAF19-05", "05101"),
    "DOI": ("10.1038/s41398-022-01943-9", "10.1016/s0140-6736(21)02143-7"),
    "PHONE": ("+81762646242", "+819012345678", "+14155550100"),
    "POSTAL_CODE": ("100-0004",),
    "EMAIL": ("a.b@example.ac.jp",),
    "URL": ("https://example.jp/a", "www.example.jp"),
    "MARKER": ("1", "12"),
}  # fmt: skip
BAD = {
    "DATE": (
        "", "2022/5/12", "2022-5-12", "22-05-12", "2022-13", "2022-00", "2022-02-30", "2023-02-29",
        "2022-05-12/2022-05-11", "2022/2021",
        "2022-05-17T25:00:00", "2022-05-17T18:00", "2022-05-17T18:00:00+15:00", "2022-05T18:00:00", "196XT18:00:00",
        "２０２２", "令和4年",
        "2021/2022/2023", "2021-04-01/", "1960s", "2022-05-XX", "0000-01",
    ),
    "DURATION": ("", "P", "PT", "1W", "P1", "P3時間", "PT1H/", "P1W/P2W/P3W", "PH1"),
    "AWARD_NUMBER": ("ＪＰ１９Ｋ０７１２０", "JP19K 07120", "jp19k07120", "課題19K07120"),
    "DOI": ("10.1038/S41398", "https://doi.org/10.1038/s41398", "doi:10.1038/a", "10.1/a"),
    "PHONE": ("076-264-6242", "+810762646242", "+81 76 264 6242", "0762646242"),
    "POSTAL_CODE": ("1000004", "〒100-0004", "１００-０００４"),
    "EMAIL": ("a[at]example.jp", "a@b", "ａ@example.jp"),
    "URL": ("example.jp", "https://"),
    "MARKER": ("※1", "0", "one"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_right_values(kind, value):
    assert complaint(kind, value) is None


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values])
def test_wrong_values(kind, value):
    assert complaint(kind, value)


@pytest.mark.parametrize("value", GOOD["DATE"])
def test_what_is_right_here_is_edtf(value):
    """The library reads all of it, one end at a time: it knows no interval of two times."""
    for end in value.split("/"):
        edtf.parse_edtf(end)
    assert edtf_complaint(value) is None


def test_types_without_a_form_take_any_value():
    assert complaint("PROGRAM", "anything") is None
