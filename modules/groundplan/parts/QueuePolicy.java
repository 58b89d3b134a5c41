package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import com.hashicorp.cdktf.providers.aws.sqs_queue_policy.SqsQueuePolicy;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;

/** The policy of a queue: who may use it in addition to the account's own roles, and over TLS only. */
public final class QueuePolicy {
    /**
     * Creates {@code aws_sqs_queue_policy.<name>}.
     *
     * @param name the resource's name in Terraform
     * @param statements what services may do; empty when only roles of the account use it
     */
    public QueuePolicy(Unit<?> unit, String name, SqsQueue queue, Statement... statements) {
        List<Statement> all = new ArrayList<>(List.of(statements));
        all.add(Statement.deny("TlsOnly", "sqs:*")
                .on(queue.getArn())
                .principal("*")
                .when("Bool", "aws:SecureTransport", "false"));
        unit.add(name, (scope, id) -> SqsQueuePolicy.Builder.create(scope, id)
                .queueUrl(queue.getUrl())
                .policy(Policy.of(all))
                .build());
    }
}
