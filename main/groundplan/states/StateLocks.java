package groundplan.states;

import groundplan.kernel.EnvironmentSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The locks in a bucket: those of environments, and Terraform's, which are entries of the lock table or files beside the states. */
public final class StateLocks {
    private static final String FILE = ".tflock";
    private static final String ID = "LockID";
    private static final String INFO = "Info";

    private final S3States states;
    private final Optional<String> table;

    /**
     * @param environment the environment, whose settings name the lock table
     * @param states its states
     */
    public StateLocks(EnvironmentSettings environment, S3States states) {
        this.states = states;
        this.table = environment.state().lockTable();
    }

    /**
     * The locks of states; none if there is neither the bucket nor the table yet.
     *
     * @param keys the keys of the states
     */
    public List<HeldLock> of(List<String> keys) throws IOException {
        List<HeldLock> held = new ArrayList<>();
        for (String key : keys) {
            file(key).ifPresent(held::add);
        }
        if (table.isPresent()) {
            try (DynamoDbClient client = states.clients().dynamoDb()) {
                for (String key : keys) {
                    entry(client, table.get(), key).ifPresent(held::add);
                }
            } catch (ResourceNotFoundException noTable) {
                return held;
            } catch (SdkException e) {
                throw failed("read", table.get(), e);
            }
        }
        return held;
    }

    /**
     * The lock of an environment; empty if nobody holds it.
     *
     * @param here this machine, as {@link EnvironmentLock.Holder#machine} identifies it
     */
    public Optional<HeldLock> environment(String environment, String here) throws IOException {
        return text(S3EnvironmentLock.object(states, environment))
                .map(text -> HeldLock.ofEnvironment(
                        environment,
                        S3EnvironmentLock.object(states, environment).place(),
                        text,
                        here));
    }

    /** Removes a lock. Returns whether it was there; another one that has been taken since stays. */
    public boolean remove(HeldLock lock) throws IOException {
        String bucket = "s3://" + states.bucket() + "/";
        if (lock.place().startsWith(bucket)) {
            BucketObject file = new BucketObject(states, lock.place().substring(bucket.length()), "the lock");
            boolean same =
                    file.read().filter(now -> now.text().equals(lock.text())).isPresent();
            if (same) {
                file.delete();
            }
            return same;
        }
        String name = table.orElseThrow();
        try (DynamoDbClient client = states.clients().dynamoDb()) {
            client.deleteItem(request -> request.tableName(name)
                    .key(key(lock.of() + "/" + StateKeys.FILE))
                    .conditionExpression(INFO + " = :info")
                    .expressionAttributeValues(Map.of(":info", AttributeValue.fromS(lock.text()))));
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        } catch (SdkException e) {
            throw failed("remove", name, e);
        }
    }

    private Optional<HeldLock> file(String key) throws IOException {
        BucketObject object = new BucketObject(states, key + FILE, "the lock file");
        return text(object).map(text -> HeldLock.ofState(key, object.place(), text));
    }

    private static Optional<String> text(BucketObject object) throws IOException {
        try {
            return object.read().map(VersionedObject.Content::text);
        } catch (BucketObject.NoBucket nothingApplied) {
            return Optional.empty();
        }
    }

    private Optional<HeldLock> entry(DynamoDbClient client, String name, String key) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(name).key(key(key)).consistentRead(true))
                .item();
        return Optional.ofNullable(item.get(INFO))
                .map(info -> HeldLock.ofState(key, "the lock table " + name, info.s()));
    }

    private Map<String, AttributeValue> key(String key) {
        return Map.of(ID, AttributeValue.fromS(states.bucket() + "/" + key));
    }

    private static IOException failed(String verb, String table, SdkException e) {
        return new IOException("cannot " + verb + " locks in the lock table " + table + ": " + e.getMessage(), e);
    }
}
