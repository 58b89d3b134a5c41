package groundplan.elasticache;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.elasticache_user.ElasticacheUser;
import com.hashicorp.cdktf.providers.aws.elasticache_user.ElasticacheUserAuthenticationMode;
import com.hashicorp.cdktf.providers.aws.elasticache_user_group.ElasticacheUserGroup;
import groundplan.kernel.Name;
import java.util.List;

/**
 * Who may sign in: one user, with a token that IAM gives out for 15 minutes at a time, so that no password is anywhere; or
 * with a password that a function sets, past Terraform and its state. Until it has, nobody signs in. The user
 * {@code default}, whom Redis takes everyone for that gives no name, can do nothing.
 */
final class RedisUsers {
    private final ElasticacheUser client;
    private final ElasticacheUserGroup group;

    RedisUsers(ElasticacheUnit unit, String name, boolean password) {
        ElasticacheUser closed = unit.add("default", (scope, id) -> ElasticacheUser.Builder.create(scope, id)
                .userId(Name.CACHE.of(name + "-default"))
                .userName("default")
                .engine("REDIS")
                .accessString("off ~* -@all")
                // Not as authentication_mode: what AWS answers is another word than what it is asked for, a change in
                // every plan.
                .noPasswordRequired(true)
                .build());
        // IAM wants id and name to be the same.
        String app = Name.CACHE.of(name + "-app");
        this.client = unit.add("app", (scope, id) -> {
            ElasticacheUser.Builder builder = ElasticacheUser.Builder.create(scope, id)
                    // Everything but what harms or halts the whole cache; clients ask for INFO when they connect.
                    .userId(app)
                    .userName(app)
                    .engine("REDIS")
                    .accessString("on ~* &* +@all -@dangerous +info")
                    // Where a password is to come, no role has the right to a token: IAM keeps the door shut until
                    // then.
                    .authenticationMode(ElasticacheUserAuthenticationMode.builder()
                            .type("iam")
                            .build());
            if (password) {
                // The function changes it with every password; Terraform would change it back.
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("authentication_mode"))
                        .build());
            }
            return builder.build();
        });
        this.group = unit.add("main", (scope, id) -> ElasticacheUserGroup.Builder.create(scope, id)
                .userGroupId(name)
                .engine("REDIS")
                .userIds(List.of(closed.getUserId(), client.getUserId()))
                .build());
    }

    String groupId() {
        return group.getUserGroupId();
    }

    String clientArn() {
        return client.getArn();
    }

    String clientId() {
        return client.getUserId();
    }

    String clientName() {
        return client.getUserName();
    }
}
