using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Serving;

public sealed class IdleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_nobody_used_for_ten_minutes_is_freed()
    {
        var time = new ManualTime();
        await using var models = Registry(time);
        await LoadAsync(models);

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Single(models.Loaded);
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(models.Loaded);
        Assert.Null(models.Lease(Requests.ModelId));
    }

    [Fact]
    public async Task A_model_in_use_is_not_freed_and_the_ten_minutes_begin_after_it()
    {
        var time = new ManualTime();
        await using var models = Registry(time);
        await LoadAsync(models);

        using (models.Lease(Requests.ModelId))
        {
            time.Advance(TimeSpan.FromMinutes(30));
        }

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Single(models.Loaded);
    }

    [Fact]
    public async Task A_model_unloaded_under_a_request_is_freed_after_it()
    {
        await using var models = Registry(TimeProvider.System);
        await LoadAsync(models);
        using var lease = models.Lease(Requests.ModelId);

        Assert.True(models.Unload(Requests.ModelId));

        var result = await lease!.Model.GenerateAsync(Requests.Plain("class A", 4), null, Token);
        Assert.NotNull(result.Generation);
    }

    [Fact]
    public async Task A_load_that_nobody_waits_for_any_more_is_given_up()
    {
        await using var models = Registry(TimeProvider.System);
        using var leave = new CancellationTokenSource();
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => models.LoadAsync(Parameters, _ => { }, leave.Token));

        // Whether the load had already gone past its last chance or not: the next one gets a model.
        await LoadAsync(models);
    }

    [Fact]
    public async Task A_failed_load_is_forgotten()
    {
        await using var models = Registry(TimeProvider.System);

        var failed = await models.LoadAsync(Parameters with { Path = "/nowhere.gguf" }, _ => { }, Token);

        Assert.Equal(HostFailureKind.ModelMissing, failed.Failure?.Kind);
        await LoadAsync(models);
    }

    [Fact]
    public void The_clock_waits_for_a_first_client_and_then_counts_from_the_last()
    {
        var time = new ManualTime();
        using var idle = new IdleClock(TimeSpan.FromSeconds(5), time);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(idle.Expired.IsCancellationRequested);

        idle.Enter();
        idle.Enter();
        idle.Leave();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(idle.Expired.IsCancellationRequested);

        idle.Leave();
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(idle.Expired.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(idle.Expired.IsCancellationRequested);
    }

    [Fact]
    public void Nobody_at_all_ends_it_too()
    {
        var time = new ManualTime();
        using var idle = new IdleClock(TimeSpan.Zero, time);

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.True(idle.Expired.IsCancellationRequested);
    }

    private static LoadModelParams Parameters => new(Requests.ModelId, TestModels.BuiltInPath, TestModels.OnCpu);

    private static ModelRegistry Registry(TimeProvider time) =>
        new(new Libraries(TestEnvironment.Libraries, NullLogger.Instance), TestModels.Trials(), time, NullLogger.Instance);

    private static async Task LoadAsync(ModelRegistry models) => Assert.Null((await models.LoadAsync(Parameters, _ => { }, Token)).Failure);
}
