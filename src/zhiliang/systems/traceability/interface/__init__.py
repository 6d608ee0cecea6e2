"""The REST interface of EPCIS 2.0: who calls, what is promised in headers, how answers are written."""
