package groundplan.rds;

import java.util.Set;

/**
 * Names that RDS refuses for a database and for its master user, since they are the engine's own or words of its SQL. Sources:
 * CreateDBInstance in Amazon RDS's API; appendix "SQL Key Words" of PostgreSQL's documentation, the reserved words; "Keywords and
 * Reserved Words" of MySQL's manual, of whose reserved words only those are here that somebody could take for a name.
 */
final class ReservedNames {
    private static final Set<String> OF_POSTGRES = Set.of(("rdsadmin template0 template1"
                    + " all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create"
                    + " current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc"
                    + " distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral"
                    + " leading limit localtime localtimestamp not null offset on only or order placing primary references returning"
                    + " select session_user some symmetric system_user table then to trailing true union unique user using variadic"
                    + " when where window with")
            .split(" "));
    private static final Set<String> OF_MYSQL =
            Set.of(("mysql information_schema performance_schema sys innodb rdsadmin"
                            + " add all alter analyze and as asc before between both by call case change character check column condition"
                            + " constraint continue convert create cross cursor database databases declare default delete desc describe"
                            + " distinct drop each else exists exit explain false fetch for foreign from function generated get grant group"
                            + " groups having if ignore in index inner insert interval into is join key keys kill leading leave left like"
                            + " limit lines load lock loop match not null of on optimize option or order out outer over partition primary"
                            + " procedure purge range rank read recursive references release rename repeat replace require restrict return"
                            + " revoke right row rows schema schemas select sensitive separator set show signal specific sql starting system"
                            + " table terminated then to trailing trigger true undo union unique unlock update usage use using values virtual"
                            + " when where while window with write")
                    .split(" "));

    private ReservedNames() {}

    /** Whether the engine has the name for itself. */
    static boolean has(Engine engine, String name) {
        return (engine.mysql() ? OF_MYSQL : OF_POSTGRES).contains(name);
    }
}
