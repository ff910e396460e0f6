"""Addresses of people who want to be told: one inbox, one address, and nothing else."""

import pytest

from reports.domain.mailing import NoAddress, normalised

FULL = f"{'a' * 60}@{'.'.join(['b' * 60] * 3)}.example"
"""Of 60 + 1 + 182 + 8 = 251 letters: within the 254 of RFC 5321."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("reader@westmarch.example", "reader@westmarch.example"),
        ("  Reader@Westmarch.EXAMPLE\t", "reader@westmarch.example"),
        ("o'neil+news@westmarch.example", "o'neil+news@westmarch.example"),
        ("reader@\uff57estmarch.example", "reader@westmarch.example"),  # full width w
        ("\u212aim@westmarch.example", "kim@westmarch.example"),  # the sign of Kelvin
        # By RFC 3492 "bücher" is "xn--bcher-kva".
        ("reader@b\u00fccher.example", "reader@xn--bcher-kva.example"),
        (FULL, FULL),
    ],
)
def test_an_inbox_has_one_address_however_it_is_typed(typed, kept):
    assert normalised(typed) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "reader",
        "reader@",
        "@westmarch.example",
        "reader@localhost",
        "reader@127.0.0.1",
        "reader@[127.0.0.1]",
        "reader@westmarch..example",
        "reader@-westmarch.example",
        ".reader@westmarch.example",
        "reader.@westmarch.example",
        "two words@westmarch.example",
        '"two words"@westmarch.example',
        '"\x01"@westmarch.example',
        "Reader <reader@westmarch.example>",
        "reader@westmarch.example, all@westmarch.example",
        "reader@westmarch.example;all@westmarch.example",
        "one@two@westmarch.example",
        "reader@westmarch.example\nBcc: all@westmarch.example",
        "reader\r\nBcc: all@westmarch.example",
        "reader@westmarch.example%0aBcc:all@westmarch.example",
        "reader\x00@westmarch.example",
        "reader\u2028@westmarch.example",
        "reader\u202e@westmarch.example",
        "r\u00e9ader@westmarch.example",  # no mail server need know it
        "reader@\u202ewestmarch.example",
        "\ud800@westmarch.example",
        "reader@\ud800.example",
        "<script>@westmarch.example",
        f"{'a' * 300}@westmarch.example",
        f"{'a' * 65}@westmarch.example",
        f"reader@{'b' * 64}.example",
        f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.example",  # 255 letters, one too many
    ],
)
def test_what_is_no_plain_address_is_refused(typed):
    with pytest.raises(NoAddress):
        normalised(typed)
