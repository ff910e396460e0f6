"""Offices, organisations and people."""

import factory
from factory.django import DjangoModelFactory

from opcc.core.models import Office, Organisation, RoleHolding, User
from opcc.core.roles import Role


class OfficeFactory(DjangoModelFactory):
    """An office with its force, in the default house style."""

    class Meta:
        model = Office
        skip_postgeneration_save = True

    slug = factory.Sequence("office-{}".format)
    name = factory.Sequence("Westmarch {} Police and Crime Commissioner".format)
    short_name = factory.Sequence("Westmarch {} PCC".format)
    panel_name = "Westmarch Police and Crime Panel"

    @factory.post_generation
    def force(office, create, extracted, **kwargs):
        office.force = extracted or OrganisationFactory(
            office=office, kind=Organisation.Kind.FORCE, name=f"{office.slug} Police"
        )
        office.save()


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    office = factory.SubFactory(OfficeFactory)
    kind = Organisation.Kind.PROVIDER
    name = factory.Sequence("Victim Care {}".format)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("person-{}@westmarch.example".format)
    name = factory.Sequence("Person {}".format)
    password = "!"


def person(office, *roles, organisation=None, **facts):
    """Somebody with these roles in an office; a data provider is the force's."""
    user = UserFactory(**facts)
    for role in roles:
        provides_for = organisation or office.force
        RoleHolding.objects.create(
            office=office,
            user=user,
            role=role,
            organisation=provides_for if role == Role.DATA_PROVIDER else None,
        )
    return user
