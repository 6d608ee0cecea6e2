"""The REST interface of EPCIS 2.0: who calls, what headers promise, how answers are written."""
