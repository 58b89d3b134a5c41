package groundplan.jsii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import software.amazon.jsii.JsiiEngine;

class RequestPipelineTest {
    /** A second one in front of the first would double the work of each request, a third one double it again. */
    @Test
    void aProcessThatSynthesizesAgainKeepsItsConnection() throws ReflectiveOperationException {
        Object first = connection();
        assertEquals(RequestPipeline.class, first.getClass().getEnclosingClass(), "jsii's own: nothing was attached");
        assertSame(first, connection());
    }

    private static Object connection() throws ReflectiveOperationException {
        JsiiStart.of(com.hashicorp.cdktf.providers.aws.$Module.class).join();
        JsiiStart.KERNEL.lock();
        try {
            Field runtime = JsiiEngine.class.getDeclaredField("runtime");
            runtime.setAccessible(true);
            Object connected = runtime.get(JsiiEngine.getInstance());
            Field input = connected.getClass().getDeclaredField("stdin");
            input.setAccessible(true);
            return input.get(connected);
        } finally {
            JsiiStart.KERNEL.unlock();
        }
    }
}
