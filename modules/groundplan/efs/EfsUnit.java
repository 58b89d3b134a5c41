package groundplan.efs;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.efs_access_point.EfsAccessPoint;
import com.hashicorp.cdktf.providers.aws.efs_access_point.EfsAccessPointPosixUser;
import com.hashicorp.cdktf.providers.aws.efs_access_point.EfsAccessPointRootDirectory;
import com.hashicorp.cdktf.providers.aws.efs_access_point.EfsAccessPointRootDirectoryCreationInfo;
import com.hashicorp.cdktf.providers.aws.efs_backup_policy.EfsBackupPolicy;
import com.hashicorp.cdktf.providers.aws.efs_backup_policy.EfsBackupPolicyBackupPolicy;
import com.hashicorp.cdktf.providers.aws.efs_file_system.EfsFileSystem;
import com.hashicorp.cdktf.providers.aws.efs_file_system.EfsFileSystemLifecyclePolicy;
import com.hashicorp.cdktf.providers.aws.efs_file_system_policy.EfsFileSystemPolicy;
import com.hashicorp.cdktf.providers.aws.efs_mount_target.EfsMountTarget;
import groundplan.efs.EfsSettings.AccessPoint;
import groundplan.efs.EfsSettings.Lifecycle;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.BackupVaultCopies;
import groundplan.parts.Firewall;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * An encrypted file system with a mount target in each private subnet, accessible over TLS and through access points
 * only.
 */
public final class EfsUnit extends Unit<EfsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EfsSettings, EfsOutputs> KIND = new Kind<>(
            "efs",
            Scope.REGIONAL,
            "file system that tasks mount, with access points",
            EfsSettings.class,
            EfsOutputs::of,
            (app, context, settings, wiring) -> new EfsUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
                    wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

    private final EfsSettings settings;
    private final Firewall firewall;
    private final EfsFileSystem files;
    private final Map<String, EfsAccessPoint> accessPoints = new TreeMap<>();

    public EfsUnit(
            Construct app,
            UnitContext context,
            EfsSettings settings,
            Wiring wiring,
            NetworkOutputs network,
            KmsOutputs keys) {
        super(app, context, wiring);
        this.settings = settings;
        this.firewall = new Firewall(this, TerraformName.of(role()), network.vpcId(), "File system");
        this.files = fileSystem(keys.dataKeyArn());
        network.privateSubnetIds()
                .forEach((zone, subnet) -> add(zone, (scope, id) -> EfsMountTarget.Builder.create(scope, id)
                        .fileSystemId(files.getId())
                        .subnetId(subnet)
                        .securityGroups(List.of(firewall.id()))
                        .build()));
        settings.accessPoints().forEach((name, point) -> accessPoints.put(name, accessPoint(name, point)));
        add("main", (scope, id) -> EfsFileSystemPolicy.Builder.create(scope, id)
                .fileSystemId(files.getId())
                .policy(Policy.of(entrance()))
                .build());
        add("main", (scope, id) -> EfsBackupPolicy.Builder.create(scope, id)
                .fileSystemId(files.getId())
                .backupPolicy(EfsBackupPolicyBackupPolicy.builder()
                        .status(settings.protection().automaticBackups() ? "ENABLED" : "DISABLED")
                        .build())
                .build());
        new BackupVaultCopies(
                this,
                role(),
                "file system",
                files.getArn(),
                keys.dataKeyArn(),
                settings.protection().backupPlan());
    }

    @Override
    public EfsOutputs outputs() {
        Map<String, String> ids = new TreeMap<>();
        Map<String, String> arns = new TreeMap<>();
        accessPoints.forEach((name, point) -> {
            ids.put(name, point.getId());
            arns.put(name, point.getArn());
        });
        return new EfsOutputs(files.getId(), files.getArn(), firewall.id(), ids, arns);
    }

    private EfsFileSystem fileSystem(String keyArn) {
        return add("main", (scope, id) -> {
            EfsFileSystem.Builder builder = EfsFileSystem.Builder.create(scope, id)
                    .creationToken(context().name(role(), Name.FILE_SYSTEM))
                    .encrypted(true)
                    .kmsKeyId(keyArn)
                    .performanceMode(settings.performance().performanceMode())
                    .throughputMode(settings.performance().throughputMode())
                    .tags(Map.of("Name", context().name(role())));
            settings.performance().provisionedThroughputInMibps().ifPresent(builder::provisionedThroughputInMibps);
            List<EfsFileSystemLifecyclePolicy> moves = moves(settings.lifecycle());
            if (!moves.isEmpty()) {
                builder.lifecyclePolicy(moves);
            }
            if (settings.protection().preventDestroy()) {
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(true)
                        .build());
            }
            return builder.build();
        });
    }

    private static List<EfsFileSystemLifecyclePolicy> moves(Lifecycle lifecycle) {
        List<EfsFileSystemLifecyclePolicy> moves = new ArrayList<>();
        lifecycle.transitionToIaDays().ifPresent(days -> {
            moves.add(EfsFileSystemLifecyclePolicy.builder()
                    .transitionToIa(days == 1 ? "AFTER_1_DAY" : "AFTER_" + days + "_DAYS")
                    .build());
            if (lifecycle.returnWhenRead()) {
                moves.add(EfsFileSystemLifecyclePolicy.builder()
                        .transitionToPrimaryStorageClass("AFTER_1_ACCESS")
                        .build());
            }
        });
        return moves;
    }

    private EfsAccessPoint accessPoint(String name, AccessPoint point) {
        return add(TerraformName.of(name), (scope, id) -> EfsAccessPoint.Builder.create(scope, id)
                .fileSystemId(files.getId())
                .posixUser(EfsAccessPointPosixUser.builder()
                        .uid(point.uid())
                        .gid(point.gid())
                        .build())
                .rootDirectory(EfsAccessPointRootDirectory.builder()
                        .path(point.path())
                        .creationInfo(EfsAccessPointRootDirectoryCreationInfo.builder()
                                .ownerUid(point.uid())
                                .ownerGid(point.gid())
                                .permissions(point.permissions())
                                .build())
                        .build())
                .tags(Map.of("Name", context().name(name)))
                .build());
    }

    /**
     * A file system with a policy denies everyone else: clients need IAM permissions to mount it. The deny statements
     * here apply to them too.
     */
    private List<Statement> entrance() {
        return List.of(
                Statement.deny("TlsOnly", "*")
                        .on(files.getArn())
                        .principal("AWS", "*")
                        .when("Bool", "aws:SecureTransport", "false"),
                Statement.deny(
                                "AccessPointsOnly",
                                "elasticfilesystem:ClientMount",
                                "elasticfilesystem:ClientWrite",
                                "elasticfilesystem:ClientRootAccess")
                        .on(files.getArn())
                        .principal("AWS", "*")
                        .when("Null", "elasticfilesystem:AccessPointArn", "true"));
    }

    /** An environment may have several file systems in separate units: the unit's name distinguishes them. */
    private String role() {
        return context().path().unit().replace('/', '-');
    }
}
