"""What a refused reader is told."""

from django.urls import reverse

from opcc.core.roles import Role
from tests.factories import OfficeFactory, person


def test_somebody_refused_is_shown_the_way_to_where_they_can_work(client):
    office = OfficeFactory()
    client.force_login(person(office, Role.DATA_PROVIDER))

    page = client.get(reverse("reports:edition-add", args=[office.slug]))

    assert page.status_code == 403
    assert '<a href="/start/">Go to where you can work</a>' in page.content.decode()
