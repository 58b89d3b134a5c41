package groundplan.rds;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroup;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroupOption;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroupOptionOptionSettings;
import java.util.List;

/** The option group for MySQL's audit log on an instance. Aurora has the audit log built in. */
final class AuditPlugin {
    /** Connections, and changes of tables and privileges; not every query, which may contain data. */
    static final String EVENTS = "CONNECT,QUERY_DCL,QUERY_DDL";

    private AuditPlugin() {}

    /** Creates the option group. */
    static DbOptionGroup group(RdsUnit unit, RdsSettings settings) {
        String version =
                settings.database().family().substring(settings.engine().word().length());
        return unit.add("main", (scope, id) -> DbOptionGroup.Builder.create(scope, id)
                .name(unit.context()
                        .name(unit.role() + "-" + settings.database().family().replace('.', '-')))
                .optionGroupDescription("Options of " + unit.identifier())
                .engineName(settings.engine().word())
                .majorEngineVersion(version)
                .option(List.of(DbOptionGroupOption.builder()
                        .optionName("MARIADB_AUDIT_PLUGIN")
                        .optionSettings(List.of(DbOptionGroupOptionOptionSettings.builder()
                                .name("SERVER_AUDIT_EVENTS")
                                .value(EVENTS)
                                .build()))
                        .build()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build());
    }
}
