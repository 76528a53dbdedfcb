// Settings of SQLite whose functions take any number of arguments, which Swift can't call.
#ifndef OPINION_CSQLITE_H
#define OPINION_CSQLITE_H

/// Lets SQLite allocate without counting its bytes under a lock: nobody asks for that count. To be called before the first
/// connection is opened; afterwards it changes nothing. Returns SQLite's result code.
int csqlite_forgo_memory_statistics(void);

/// Switches the checking of foreign keys of a connection (`sqlite3 *`), within a transaction too, where the PRAGMA does
/// nothing. Returns SQLite's result code.
int csqlite_check_foreign_keys(void *connection, int isOn);

#endif
