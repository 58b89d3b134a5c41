package groundplan.rds;

import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.offers.DatabaseClasses;
import groundplan.parts.BackupVaultCopies;
import groundplan.parts.EncryptionKey;
import groundplan.parts.Firewall;
import java.util.ArrayList;
import java.util.stream.Stream;
import software.constructs.Construct;

/** A relational database on an instance or a cluster, with its subnet group, parameters, logs and backups. */
public final class RdsUnit extends Unit<RdsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<RdsSettings, RdsOutputs> KIND = new Kind<>(
                    "rds",
                    Scope.REGIONAL,
                    "relational database: PostgreSQL or MySQL on RDS, or on Aurora",
                    RdsSettings.class,
                    RdsOutputs::of,
                    RdsUnit::new)
            .checking((context, settings, wiring, check) -> {
                RdsReads.check(context, settings, wiring, check);
                String engine = settings.database().engine();
                String version = settings.database().engineVersion();
                settings.classes()
                        .forEach((key, given) -> DatabaseClasses.problem(engine, version, given, context.region())
                                .ifPresent(problem -> check.problem(key, problem)));
            });

    /** The CA of the instances' certificates. */
    static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

    private final RdsSettings settings;
    private final Server server;

    private RdsUnit(Construct app, UnitContext context, RdsSettings settings, Wiring wiring) {
        this(
                app,
                context,
                settings,
                wiring,
                wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
                wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                RdsReads.of(context, settings, wiring));
    }

    public RdsUnit(
            Construct app,
            UnitContext context,
            RdsSettings settings,
            Wiring wiring,
            NetworkOutputs network,
            KmsOutputs given,
            RdsReads reads) {
        super(app, context, wiring);
        this.settings = settings;
        KmsOutputs keys = settings.storage()
                .filter(RdsSettings.Storage::ownKey)
                .map(disk -> ownKey())
                .orElse(given);
        Firewall firewall = new Firewall(this, TerraformName.of(role()), network.vpcId(), "Database");
        DbSubnetGroup subnets = add("main", (scope, id) -> DbSubnetGroup.Builder.create(scope, id)
                .name(context.name(role()))
                .description("Database subnets")
                .subnetIds(new ArrayList<>(network.databaseSubnetIds().values()))
                .build());
        ServerDependencies dependencies =
                new ServerDependencies(subnets.getName(), firewall.id(), keys, new Watching(this, settings, keys));
        this.server = settings.database()
                .cluster()
                .<Server>map(cluster -> new Cluster(this, settings, cluster, dependencies, network, reads))
                .orElseGet(() -> new Instance(this, settings, dependencies, network, reads));
        new BackupVaultCopies(
                this,
                role(),
                "database",
                server.arn(),
                keys.dataKeyArn(),
                settings.protection().backupPlan());
    }

    @Override
    public RdsOutputs outputs() {
        return server.outputs();
    }

    private KmsOutputs ownKey() {
        String arn = new EncryptionKey(
                        this,
                        TerraformName.of(role()),
                        "Database with its logs and secrets",
                        30,
                        365,
                        Stream.concat(
                                        Stream.of(EncryptionKey.logs(context())),
                                        EncryptionKey.publishers(context()).stream())
                                .toList())
                .arn();
        return new KmsOutputs(arn, arn, arn);
    }

    /** The identifier of the instance or of the cluster. */
    String identifier() {
        return identifier("");
    }

    /** The identifier of a further instance. */
    String identifier(String suffix) {
        return settings.database()
                .endpoint()
                .identifier()
                .map(given -> Name.DATABASE.of(given + suffix))
                .orElseGet(() -> context().name(role() + secondary() + suffix, Name.DATABASE));
    }

    /** The region, for the clusters of a global database, which need different identifiers. */
    private String secondary() {
        return settings.database()
                .cluster()
                .filter(cluster -> !cluster.writes())
                .map(any -> "-" + context().region())
                .orElse("");
    }

    /** With the family in its name, the parameter group of the next major version can exist at the same time. */
    String parameterGroup() {
        return context().name(role() + "-" + settings.database().family().replace('.', '-'));
    }

    /** An environment may have several databases in separate units: the unit's name distinguishes them. */
    String role() {
        return context().path().unit().replace('/', '-');
    }
}
