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
    /** With which the key of the digest ends that Terraform keeps of a state in the table. */
    private static final String DIGEST = "-md5";

    private final S3States states;
    private final Optional<String> table;
    private final boolean files;

    /**
     * @param environment the environment, whose settings name the lock table
     * @param states its states
     */
    public StateLocks(EnvironmentSettings environment, S3States states) {
        this.states = states;
        this.table = environment.state().lockTable();
        this.files = environment.state().useLockfile();
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

    /**
     * Takes Terraform's lock of a state, wherever the settings say that Terraform takes it.
     *
     * @param key the key of the state
     * @param text the note that says who holds it
     * @return whose lock it is, if it is not this one; empty if it was taken, or is this one already
     */
    public Optional<HeldLock> take(String key, String text) throws IOException {
        Optional<HeldLock> other = files ? takeFile(key, text) : Optional.empty();
        if (other.isEmpty() && table.isPresent()) {
            other = takeEntry(table.get(), key, text);
            if (other.isPresent() && files) {
                release(key, text);
            }
        }
        return other;
    }

    /** Releases the locks of a state that have this note; others stay. */
    public void release(String key, String text) throws IOException {
        for (HeldLock lock : of(List.of(key))) {
            if (lock.text().equals(text)) {
                remove(lock);
            }
        }
    }

    private Optional<HeldLock> takeFile(String key, String text) throws IOException {
        BucketObject object = new BucketObject(states, key + FILE, "the lock file");
        while (object.write(text, Optional.empty()).isEmpty()) {
            Optional<HeldLock> held = file(key);
            if (held.isPresent()) {
                return held.filter(lock -> !lock.text().equals(text));
            }
        }
        return Optional.empty();
    }

    private Optional<HeldLock> takeEntry(String name, String key, String text) throws IOException {
        try (DynamoDbClient client = states.clients().dynamoDb()) {
            while (true) {
                try {
                    client.putItem(request -> request.tableName(name)
                            .item(Map.of(
                                    ID,
                                    AttributeValue.fromS(states.bucket() + "/" + key),
                                    INFO,
                                    AttributeValue.fromS(text)))
                            .conditionExpression("attribute_not_exists(" + ID + ")"));
                    return Optional.empty();
                } catch (ConditionalCheckFailedException held) {
                    Optional<HeldLock> other = entry(client, name, key);
                    if (other.isPresent()) {
                        return other.filter(lock -> !lock.text().equals(text));
                    }
                }
            }
        } catch (SdkException e) {
            throw failed("take", name, e);
        }
    }

    /** Forgets the digest that Terraform keeps of a state in the lock table, when the state is deleted. */
    public void forgetDigest(String key) throws IOException {
        if (table.isPresent()) {
            try (DynamoDbClient client = states.clients().dynamoDb()) {
                client.deleteItem(request -> request.tableName(table.get()).key(key(key + DIGEST)));
            } catch (SdkException e) {
                throw failed("write", table.get(), e);
            }
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
