"""What happens in this room: planning, answers and seats, attendance, preparation; and the mails that go with it."""
