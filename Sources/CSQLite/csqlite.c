#include "csqlite.h"
#include <sqlite3.h>

int csqlite_forgo_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int csqlite_check_foreign_keys(void *connection, int isOn) {
    return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_ENABLE_FKEY, isOn, (int *)0);
}
