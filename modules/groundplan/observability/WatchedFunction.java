package groundplan.observability;

import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.lambdaeventbridge.LambdaEventBridgeOutputs;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import groundplan.lambdasqsconsumer.LambdaSqsConsumerOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A monitored function, of any kind.
 *
 * @param functionName the function
 * @param logGroupName its log
 * @param apiId the API in front of it
 * @param queueName the queue that it consumes
 * @param deadLetterQueueName its dead-letter queue
 * @param deploymentName the name of its CodeDeploy application
 */
public record WatchedFunction(
        String functionName,
        String logGroupName,
        Optional<String> apiId,
        Optional<String> queueName,
        Optional<String> deadLetterQueueName,
        Optional<String> deploymentName) {

    static Map<String, WatchedFunction> of(UnitPath reader, WatchSettings.Services settings, Wiring wiring) {
        Map<String, WatchedFunction> found = new TreeMap<>();
        settings.lambdaHttpApis()
                .forEach(name -> found.put(name, of(wiring.outputs(reader, LambdaHttpApiOutputs.class, name))));
        settings.lambdaEventBridges()
                .forEach(name -> found.put(name, of(wiring.outputs(reader, LambdaEventBridgeOutputs.class, name))));
        settings.lambdaSqsConsumers()
                .forEach(name -> found.put(name, of(wiring.outputs(reader, LambdaSqsConsumerOutputs.class, name))));
        return found;
    }

    static WatchedFunction of(LambdaHttpApiOutputs unit) {
        return new WatchedFunction(
                unit.functionName(),
                unit.logGroupName(),
                Optional.of(unit.apiId()),
                Optional.empty(),
                Optional.empty(),
                unit.deploymentName());
    }

    static WatchedFunction of(LambdaEventBridgeOutputs unit) {
        return new WatchedFunction(
                unit.functionName(),
                unit.logGroupName(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(unit.deadLetterQueueName()),
                unit.deploymentName());
    }

    static WatchedFunction of(LambdaSqsConsumerOutputs unit) {
        return new WatchedFunction(
                unit.functionName(),
                unit.logGroupName(),
                Optional.empty(),
                Optional.of(unit.queueName()),
                Optional.of(unit.deadLetterQueueName()),
                unit.deploymentName());
    }
}
