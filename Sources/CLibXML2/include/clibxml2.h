// libxml2 without its ICU part, which would clash with Foundation's ICU.
#ifndef OPINION_CLIBXML2_H
#define OPINION_CLIBXML2_H
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#endif
