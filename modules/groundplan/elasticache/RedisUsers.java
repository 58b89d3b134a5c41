package groundplan.elasticache;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.elasticache_user.ElasticacheUser;
import com.hashicorp.cdktf.providers.aws.elasticache_user.ElasticacheUserAuthenticationMode;
import com.hashicorp.cdktf.providers.aws.elasticache_user_group.ElasticacheUserGroup;
import groundplan.kernel.Name;
import java.util.List;

/**
 * The users of a cache: one for clients, which authenticates with an IAM token that is valid for 15 minutes, so that no
 * password is stored; or with a password that a function sets outside of Terraform and its state. Until then it cannot
 * sign in. The user {@code default}, which Redis uses for clients that send no name, has no permissions.
 */
final class RedisUsers {
    private final ElasticacheUser client;
    private final ElasticacheUserGroup group;

    RedisUsers(ElasticacheUnit unit, String name, boolean password) {
        ElasticacheUser closed = unit.add("default", (scope, id) -> ElasticacheUser.Builder.create(scope, id)
                .userId(Name.CACHE.of(name + "-default"))
                .userName("default")
                .engine("redis")
                .accessString("off ~* -@all")
                // Not as authentication_mode: AWS returns another value than it accepts, which would be a change in
                // every plan.
                .noPasswordRequired(true)
                .build());
        // IAM authentication requires that id and name are equal.
        String app = Name.CACHE.of(name + "-app");
        this.client = unit.add("app", (scope, id) -> {
            ElasticacheUser.Builder builder = ElasticacheUser.Builder.create(scope, id)
                    // Everything except commands that harm or stop the whole cache; clients send INFO when they
                    // connect.
                    .userId(app)
                    .userName(app)
                    .engine("redis")
                    .accessString("on ~* &* +@all -@dangerous +info")
                    // Until a password is set, the user has IAM authentication, and no role is allowed to use it, so
                    // nobody can sign in.
                    .authenticationMode(ElasticacheUserAuthenticationMode.builder()
                            .type("iam")
                            .build());
            if (password) {
                // The function changes it with every password; Terraform would revert it.
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("authentication_mode"))
                        .build());
            }
            return builder.build();
        });
        this.group = unit.add("main", (scope, id) -> ElasticacheUserGroup.Builder.create(scope, id)
                .userGroupId(name)
                .engine("redis")
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
