// Deliberately empty: Debian's libxml2 headers pull in ICU; the C target CLibXML2 includes them instead.
