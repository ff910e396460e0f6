"""What every app shares: offices, people, roles, periods, calendar, audit."""
