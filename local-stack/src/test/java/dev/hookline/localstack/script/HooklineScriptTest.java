package dev.hookline.localstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooklineScriptTest {

    @TempDir Path root;

    private ScriptFixture script;

    @BeforeEach
    void prepare() throws Exception {
        script = new ScriptFixture(root.toRealPath());
    }

    @Test
    void printsItsUsage() throws Exception {
        assertThat(script.run().out()).startsWith("Usage: ./hookline");
        assertThat(script.run("help").status()).isZero();
        var mistake = script.run("start");
        assertThat(mistake.status()).isEqualTo(2);
        assertThat(mistake.err()).contains("Usage: ./hookline");
    }

    @Nested
    class ChoosesAJdk {

        @Test
        void prefersJavaHomeWhenItIsNewEnough() throws Exception {
            var old = script.jdk("elsewhere/jdk21", "JAVA_VERSION=\"21.0.4\"\n");
            script.jdk("jdks/jdk25", "JAVA_VERSION=\"25\"\n");

            var outcome = script.with("JAVA_HOME", old).run("jdk");

            assertThat(outcome.out()).isEqualTo(old.toString());
            assertThat(outcome.err()).isEmpty();
        }

        @Test
        void saysSoWhenJavaHomeIsTooOld() throws Exception {
            var old = script.jdk("elsewhere/jdk17", "JAVA_VERSION=\"17.0.9\"\n");
            var newer = script.jdk("jdks/jdk25", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.1\"\n");

            var outcome = script.with("JAVA_HOME", old).run("jdk");

            assertThat(outcome.out()).isEqualTo(newer.toString());
            assertThat(outcome.err()).contains("JAVA_HOME is not a JDK 21 or newer");
        }

        @Test
        void takesTheJavaOnThePath() throws Exception {
            var onPath = script.jdk("elsewhere/jdk 22", "JAVA_VERSION=\"22\"\n");
            script.jdk("jdks/jdk25", "JAVA_VERSION=\"25\"\n");
            Files.createSymbolicLink(root.resolve("tools/java"), onPath.resolve("bin/java"));

            assertThat(script.run("jdk").out()).isEqualTo(onPath.toString());
        }

        @Test
        void takesTheNewestInTheUsualPlaces() throws Exception {
            script.jdk("jdks/a8", "JAVA_VERSION=\"1.8.0_402\"\n");
            script.jdk("jdks/b21", "JAVA_VERSION=\"21.0.4\"\n");
            var newest = script.jdk("jdks/c26", "JAVA_VERSION=\"26-ea\"\n");
            script.jdk("jdks/d23", "JAVA_VERSION=\"23\"\n");

            assertThat(script.run("jdk").out()).isEqualTo(newest.toString());
        }

        @Test
        void looksIntoTheBundlesOfMacOs() throws Exception {
            var bundle = script.jdk("jdks/t.jdk/Contents/Home", "JAVA_VERSION=\"21.0.1\"\n");

            assertThat(script.run("jdk").out()).isEqualTo(bundle.toString());
        }

        @Test
        void takesNoRuntimeWithoutACompiler() throws Exception {
            var runtime = script.jdk("jdks/jre25", "JAVA_VERSION=\"25\"\n");
            Files.delete(runtime.resolve("bin/javac"));

            var outcome = script.run("jdk");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .contains("no JDK 21 or newer was found")
                    .contains("JAVA_HOME")
                    .contains(root.toRealPath().resolve("jdks").toString());
        }
    }

    @Nested
    class Builds {

        @BeforeEach
        void prepare() throws Exception {
            script.jdk("jdks/jdk25", "JAVA_VERSION=\"25\"\n");
            script.maven("exit 0");
        }

        @Test
        void buildsOnceAndThenStartsTheStack() throws Exception {
            var first = script.run("up", "--fresh");
            var second = script.run("token", "--role", "editor");

            assertThat(first.err()).contains("Building").contains("1/7  Local stack");
            assertThat(first.out()).endsWith("-jar local-stack/target/local-stack.jar up --fresh");
            assertThat(second.err()).isEmpty();
            assertThat(second.out()).endsWith("local-stack.jar token --role editor");
            assertThat(script.mavenCalls()).hasSize(1);
        }

        @Test
        void buildsAgainWhenASourceChanged() throws Exception {
            script.run("build");
            edited("content-service/src/main/java/A.java");

            script.run("build");

            assertThat(script.mavenCalls()).hasSize(2);
        }

        @Test
        void buildsAgainWhenAPackageIsMissing() throws Exception {
            script.run("build");
            Files.delete(root.resolve("plugins/audit-log/target/audit-log.jar"));

            script.run("build");

            assertThat(script.mavenCalls()).hasSize(2);
        }

        @Test
        void doesNotBuildForATestThatChanged() throws Exception {
            script.write("content-service/src/test/java/ATest.java", "class ATest {}");
            script.run("build");
            edited("content-service/src/test/java/ATest.java");

            assertThat(script.run("build").err()).contains("Everything is built");
        }

        @Test
        void showsWhyABuildFailed() throws Exception {
            script.maven("echo '[ERROR] A.java:[3,1] no such thing'; exit 1");

            var outcome = script.run("up");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err()).contains("no such thing").contains("target/build.log");
            assertThat(script.run("build").status()).isEqualTo(1);
        }
    }

    @Nested
    class Benchmarks {

        @BeforeEach
        void prepare() throws Exception {
            script.jdk("jdks/jdk25", "JAVA_VERSION=\"25\"\n");
            script.write("benchmarks/pom.xml", "<project/>");
            script.write("benchmarks/src/main/java/B.java", "class B {}");
            script.maven(
                    "mkdir -p benchmarks/target; case $* in *benchmarks*) : >"
                            + " benchmarks/target/benchmarks.jar ;; esac");
        }

        @Test
        void areBuiltAfterWhatTheyMeasure() throws Exception {
            var outcome = script.run("bench", "--quick", "save");

            assertThat(outcome.out())
                    .endsWith("-jar benchmarks/target/benchmarks.jar --quick save");
            assertThat(outcome.err()).contains("Building benchmarks.");
            assertThat(script.mavenCalls()).hasSize(2);
            assertThat(script.mavenCalls().getLast()).contains("-pl benchmarks -am");
        }

        @Test
        void haveASisterThatBreaksThings() throws Exception {
            script.maven(
                    "mkdir -p chaos/target; case $* in *chaos*) : > chaos/target/chaos.jar ;;"
                            + " esac");

            var outcome = script.run("chaos", "--seed", "7");

            assertThat(outcome.out()).endsWith("-jar chaos/target/chaos.jar --seed 7");
            assertThat(script.mavenCalls().getLast()).contains("-pl chaos -am");
        }

        @Test
        void areBuiltAgainWhenTheyChanged() throws Exception {
            script.run("bench");
            script.run("build");
            int calls = script.mavenCalls().size();
            edited("benchmarks/src/main/java/B.java");

            script.run("bench");

            assertThat(script.mavenCalls()).hasSizeGreaterThan(calls);
        }
    }

    @Nested
    class Tests {

        private static final String CASE = "<testcase name=\"t\" time=\"1\"";

        @BeforeEach
        void prepare() throws Exception {
            script.jdk("jdks/jdk25", "JAVA_VERSION=\"25\"\n");
        }

        @Test
        void addsUpTheReportsOfThisRun() throws Exception {
            script.write(
                    "media-service/target/surefire-reports/TEST-Stale.xml", passed().repeat(100));
            script.maven(
                    report(
                                    "content-service/target/surefire-reports",
                                    passed().repeat(8) + ended("skipped").repeat(2))
                            + report(
                                    "sdk/java/target/failsafe-reports",
                                    passed().repeat(4) + skippedWithoutReason())
                            + "exit 0");

            var outcome = script.with("HOOKLINE_MAVEN_ARGS", "-o -q").run("test", "-Dtest=A");

            assertThat(outcome.out().lines().toList().getLast())
                    .isEqualTo("12 passed, 0 failed, 3 skipped");
            assertThat(outcome.status()).isZero();
            assertThat(script.mavenCalls()).containsExactly("verify --fail-at-end -o -q -Dtest=A");
        }

        @Test
        void failsWhenATestFailed() throws Exception {
            script.maven(
                    report(
                                    "content-service/target/surefire-reports",
                                    passed().repeat(7)
                                            + ended("error")
                                            + ended("failure").repeat(2))
                            + "exit 0");

            var outcome = script.run("test");

            assertThat(outcome.out().lines().toList().getLast())
                    .isEqualTo("7 passed, 3 failed, 0 skipped");
            assertThat(outcome.status()).isEqualTo(1);
        }

        @Test
        void failsWhenTheBuildFailedWithoutAFailedTest() throws Exception {
            script.maven("exit 1");

            var outcome = script.run("test");

            assertThat(outcome.out().lines().toList().getLast())
                    .isEqualTo("0 passed, 0 failed, 0 skipped");
            assertThat(outcome.status()).isEqualTo(1);
        }

        private static String passed() {
            return "  " + CASE + "/>\n";
        }

        private static String skippedWithoutReason() {
            return "  " + CASE + ">\n    <skipped/>\n  </testcase>\n";
        }

        private static String ended(String how) {
            return "  %s>\n    <%s message=\"m\" type=\"t\">at X</%s>\n  </testcase>\n"
                    .formatted(CASE, how, how);
        }

        /** As Surefire writes it: a suite of nested classes counts nothing itself. */
        private static String report(String directory, String cases) {
            return """
            mkdir -p %s
            cat > %s/TEST-Fresh.xml <<'XML'
            <?xml version="1.0"?>
            <testsuite name="a" time="0.1" tests="0" errors="0" skipped="0" failures="0">
            %s
            </testsuite>
            XML
            """
                    .formatted(directory, directory, cases);
        }
    }

    private void edited(String path) throws Exception {
        Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.now().plusSeconds(5)));
    }
}
