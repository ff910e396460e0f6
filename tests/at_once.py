"""Two people who open one form, and save it one after the other."""

from html import unescape


def saved_by_both(client, address, *, theirs, mine):
    """What the second of them is shown, who opened the form before the first saved."""
    opened = client.get(address).context["form"]
    said = {
        each.html_name: each.value()
        for each in opened
        if each.value() not in (None, False, "", [])
    }
    assert client.post(address, said | theirs).status_code == 302
    return client.post(address, said | mine)


def both_texts(page):
    """The label of each field that differs, their words and mine, from the page."""
    told = unescape(page.content.decode())
    assert "Somebody else saved this while you wrote" in told
    both = page.context["form"].both
    said = [line for row in both for words in row for line in words.splitlines()]
    assert [line for line in said if line not in told] == []
    return both


def save_over(client, address, page, **words):
    """Save what the page holds, knowingly, with these words in it."""
    assert client.post(address, page.context["form"].data | words).status_code == 302
