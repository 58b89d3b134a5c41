package groundplan.rds;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroup;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroupOption;
import com.hashicorp.cdktf.providers.aws.db_option_group.DbOptionGroupOptionOptionSettings;
import java.util.List;

/** What MySQL on an instance needs to keep an audit log. Aurora has it built in. */
final class AuditPlugin {
    /** Who comes, and who changes tables and rights; not each query, which may hold data. */
    static final String EVENTS = "CONNECT,QUERY_DCL,QUERY_DDL";

    private AuditPlugin() {}

    /** Makes the option group. */
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
