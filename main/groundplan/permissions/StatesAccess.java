package groundplan.permissions;

import groundplan.iam.AccessRequest;
import groundplan.iam.ProviderActions.Phase;
import groundplan.iam.RequiredAccess;
import groundplan.kernel.StateSettings;
import groundplan.settings.EnvironmentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it takes to read, lock and write the states of an environment. */
final class StatesAccess {
    private StatesAccess() {}

    static List<RequiredAccess> of(EnvironmentModel environment, RoleTask task) {
        List<RequiredAccess> required = new ArrayList<>();
        if (task == RoleTask.deploy) {
            return required;
        }
        StateSettings state = environment.settings().state();
        String account = environment.settings().accountId();
        String region = environment.settings().stateRegion();
        Map<String, List<String>> context = Map.of(
                "aws:RequestedRegion", List.of(region),
                "aws:SecureTransport", List.of("true"),
                "aws:PrincipalAccount", List.of(account),
                "aws:ResourceAccount", List.of(account));
        String bucket = "arn:aws:s3:::" + state.bucket();
        String states = bucket + "/" + environment.name() + "/";
        String where = "bucket " + state.bucket();
        required.add(new RequiredAccess(where, Phase.READ, new AccessRequest("s3:ListBucket", bucket, context)));
        required.add(new RequiredAccess(where, Phase.READ, new AccessRequest("s3:GetObject", states + "*", context)));
        if (task == RoleTask.apply) {
            required.add(
                    new RequiredAccess(where, Phase.UPDATE, new AccessRequest("s3:PutObject", states + "*", context)));
        }
        if (state.useLockfile()) {
            for (String action : List.of("s3:PutObject", "s3:DeleteObject")) {
                required.add(
                        new RequiredAccess(where, Phase.READ, new AccessRequest(action, states + "*.tflock", context)));
            }
        }
        environment.units().stream()
                .flatMap(unit -> unit.reads().values().stream())
                .filter(unit -> !unit.path().environment().equals(environment.name())
                        && unit.environment().accountId().equals(account))
                .forEach(unit -> required.add(new RequiredAccess(
                        unit.path().toString(),
                        Phase.READ,
                        new AccessRequest(
                                "s3:GetObject",
                                "arn:aws:s3:::" + unit.environment().state().bucket() + "/"
                                        + unit.path().stateKey(),
                                context))));
        state.lockTable().ifPresent(table -> {
            String arn = "arn:aws:dynamodb:" + region + ":" + account + ":table/" + table;
            for (String action : List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem")) {
                required.add(new RequiredAccess("table " + table, Phase.READ, new AccessRequest(action, arn, context)));
            }
        });
        return required;
    }
}
