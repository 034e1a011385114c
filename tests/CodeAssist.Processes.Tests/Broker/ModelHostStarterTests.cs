using CodeAssist.Processes.Broker;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Processes.Tests.Broker;

/// <summary>What a host that does not get ready is said to have done, with its own last words.</summary>
public sealed class ModelHostStarterTests : IDisposable
{
    private readonly HostSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task It_gets_its_options_its_own_folder_and_a_session_of_its_own()
    {
        Assert.IsType<HostStart.Started>(await StartAsync(_sandbox.Launch));

        Assert.Equal(_sandbox.Fact("folder"), _sandbox.Fact("cwd"));
        Assert.Equal(OperatingSystem.IsWindows() ? "False" : "True", _sandbox.Fact("own-session"));
        Assert.Equal("7", _sandbox.Fact("option --idle-exit-seconds"));
        Assert.Equal("0.1.0-test", _sandbox.Fact("option --build"));
        Assert.Equal(_sandbox.Launch.Libraries, _sandbox.Fact("option --libraries"));
        Assert.Equal(_sandbox.Launch.LogFile, _sandbox.Fact("option --log-file"));
        Assert.Equal(_sandbox.Launch.CacheDirectory, _sandbox.Fact("option --cache-dir"));
    }

    [Fact]
    public async Task The_users_switches_do_not_reach_it()
    {
        string? Hostile(string name) => name switch
        {
            "HOME" => "/home/ada",
            "LD_PRELOAD" or "GGML_VK_VISIBLE_DEVICES" or "VK_ICD_FILENAMES" or "HTTP_PROXY" or "DOTNET_STARTUP_HOOKS" => "/evil",
            _ => Environment.GetEnvironmentVariable(name),
        };

        var starter = new ModelHostStarter(_sandbox.Launch, TimeSpan.FromSeconds(10), Hostile, NullLogger.Instance);
        Assert.IsType<HostStart.Started>(await starter.StartAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain(_sandbox.HostFacts, fact => fact.Contains("/evil", StringComparison.Ordinal));
        Assert.Equal("GGML_NO_BACKTRACE=1", Variable("GGML_NO_BACKTRACE"));
        Assert.Equal("HOME=/home/ada", Variable("HOME"));
        Assert.Equal($"MESA_SHADER_CACHE_DIR={Path.Combine(_sandbox.Launch.CacheDirectory, "shaders")}", Variable("MESA_SHADER_CACHE_DIR"));
    }

    [Fact]
    public async Task A_crash_is_told_with_its_signal_and_last_words()
    {
        var failure = await FailAsync("crash");

        Assert.Equal("The model host crashed while it started (signal 6).", failure.Message);
        Assert.Contains("the driver fell over", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("doctor", failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_early_exit_is_told_with_its_code_and_what_it_said()
    {
        var failure = await FailAsync("complain");

        Assert.Equal("The model host ended with code 3 before it was ready.", failure.Message);
        Assert.Equal("cannot read the libraries", failure.Detail);
    }

    [Fact]
    public async Task Of_the_log_only_what_this_start_wrote_is_told()
    {
        await File.WriteAllTextAsync(_sandbox.Launch.LogFile, "an old quarrel\n", TestContext.Current.CancellationToken);

        var failure = await FailAsync("log");

        Assert.Equal("the disk is full", failure.Detail);
    }

    [Fact]
    public async Task A_host_that_takes_too_long_is_ended()
    {
        _sandbox.Script("hang");
        var starter = new ModelHostStarter(_sandbox.Launch, TimeSpan.FromSeconds(1), Environment.GetEnvironmentVariable, NullLogger.Instance);

        var start = await starter.StartAsync(TestContext.Current.CancellationToken);

        var failure = Assert.IsType<HostStart.Failed>(start).Failure;
        Assert.Equal(ProcessFailureKind.TimedOut, failure.Kind);
        Assert.Contains("more than 1 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat", "The model host said 'hello' instead of being ready.")]
    [InlineData("close", "The model host closed its output without being ready.")]
    public async Task A_host_that_does_something_else_is_ended(string script, string message) =>
        Assert.Equal(message, (await FailAsync(script)).Message);

    [Fact]
    public async Task A_line_without_end_is_not_read_for_ever() =>
        Assert.StartsWith("The model host said 'xxxx", (await FailAsync("flood")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_host_is_named()
    {
        var missing = Path.Combine(_sandbox.Folder, "codeassist-host");

        var start = await StartAsync(_sandbox.Launch with { HostPath = missing });

        var failure = Assert.IsType<HostStart.Failed>(start).Failure;
        Assert.Equal(ProcessFailureKind.ProgramMissing, failure.Kind);
        Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_named()
    {
        var text = Path.Combine(_sandbox.Folder, "codeassist-host");
        await File.WriteAllTextAsync(text, "not a program", TestContext.Current.CancellationToken);

        var start = await StartAsync(_sandbox.Launch with { HostPath = text });

        var failure = Assert.IsType<HostStart.Failed>(start).Failure;
        Assert.Equal($"'{text}' cannot be started: it may not be executed.", failure.Message);
    }

    private string Variable(string name) =>
        _sandbox.HostFacts.Single(fact => fact.StartsWith($"env {name}=", StringComparison.Ordinal))["env ".Length..];

    private async Task<ProcessFailure> FailAsync(string script)
    {
        _sandbox.Script(script);
        return Assert.IsType<HostStart.Failed>(await StartAsync(_sandbox.Launch)).Failure;
    }

    private static Task<HostStart> StartAsync(ModelHostLaunch launch) =>
        new ModelHostStarter(launch, TimeSpan.FromSeconds(10), Environment.GetEnvironmentVariable, NullLogger.Instance)
            .StartAsync(TestContext.Current.CancellationToken);
}
