"""What people do: plan, run, publish, chase, close. One function per deed, one transaction each."""
