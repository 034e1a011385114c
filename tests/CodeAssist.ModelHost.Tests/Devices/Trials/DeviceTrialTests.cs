using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Devices.Trials;

/// <summary>A made GPU that is the CPU in truth, before a real model: it answers rightly, or what a test has it answer.</summary>
public sealed class DeviceTrialTests : IDisposable
{
    private static readonly DeviceDescription _cpu = new("CPU", "AMD EPYC", DeviceKind.Cpu, "CPU", 16L << 30, 16L << 30, null);
    private static readonly DeviceDescription _card = new("Vulkan0", "Radeon RX", DeviceKind.Gpu, "Vulkan", 8L << 30, 8L << 30, "0000:01:00.0", "24.1.3 (aa)");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<LoadProgress> _progress = [];
    private readonly string _path;
    private DeviceDescription _gpu = _card;
    private int _trials;

    public DeviceTrialTests() => _path = TestModels.MakeTiny(_folder, "none");

    private Quarantine Quarantine => new(_folder.Path, _time, NullLogger.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gpu_that_answers_as_the_cpu_does_is_used_and_the_cpu_is_asked_once()
    {
        using (var first = Load(TrialRun.Answer))
        {
            Assert.Equal("Vulkan0", first.Description.Device.Device);
            Assert.Null(first.Description.Device.Alarm);
        }

        using var second = Load(TrialRun.Answer);

        Assert.Equal("Vulkan0", second.Description.Device.Device);
        Assert.Equal(3, _trials);
    }

    [Fact]
    public void Behaviour_23_a_gpu_that_computes_nonsense_gives_way_to_the_cpu_and_is_remembered()
    {
        using (var model = Load(Nonsense))
        {
            Assert.Equal("CPU", model.Description.Device.Device);
            Assert.Contains("Radeon RX was given up for this model: Radeon RX computes nonsense", model.Description.Device.Alarm, StringComparison.Ordinal);
            Assert.Contains("Radeon RX computes nonsense", Assert.Single(model.Description.Device.Rejected), StringComparison.Ordinal);
        }

        // The next host knows, asks it nothing, and raises no alarm again.
        var before = _trials;
        using var next = Load(Nonsense);

        Assert.Equal(("CPU", null, before), (next.Description.Device.Device, next.Description.Device.Alarm, _trials));
        Assert.Contains("not used with this driver since 2026-11-20", Assert.Single(next.Description.Device.Rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mended_driver_is_tried_anew()
    {
        Load(Nonsense).Dispose();
        _gpu = _card with { Driver = "24.1.4 (cc)" };

        using var model = Load(TrialRun.Answer);

        Assert.Equal("Vulkan0", model.Description.Device.Device);
    }

    [Fact]
    public void A_lifted_quarantine_is_tried_anew()
    {
        Load(Nonsense).Dispose();
        Assert.Equal(["Radeon RX"], Quarantine.LiftAll());

        using var model = Load(TrialRun.Answer);

        Assert.Equal("Vulkan0", model.Description.Device.Device);
    }

    [Fact]
    public void Where_vulkan_is_demanded_nonsense_is_a_failure_in_one_sentence()
    {
        var failure = Fail(Nonsense, DevicePreference.Vulkan);

        Assert.Equal(HostFailureKind.DeviceFailed, failure.Kind);
        Assert.StartsWith("Radeon RX computes nonsense: its answer to a known text is", failure.Message, StringComparison.Ordinal);
        Assert.Contains("`codeassist doctor --retry-devices`", Fail(TrialRun.Answer, DevicePreference.Vulkan).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_on_which_the_cpu_fails_too_are_not_the_devices_fault()
    {
        var failure = Fail((Vocabulary _, LlamaContext _, out TrialAnswer? answer) =>
        {
            answer = null;
            return Failures.NotNumbers;
        });

        Assert.Equal(HostFailureKind.NumericalFailure, failure.Kind);
        Assert.False(File.Exists(Quarantine.File));
    }

    [Fact]
    public void A_gpu_without_memory_gives_way_and_is_not_blamed()
    {
        using var model = Load((Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer) =>
        {
            var failure = TrialRun.Answer(vocabulary, context, out answer);
            return IsOnGpu(context) ? new HostFailure(HostFailureKind.NotEnoughMemory, "The device ran out of memory.", "Close something.") : failure;
        });

        Assert.Equal("CPU", model.Description.Device.Device);
        Assert.False(File.Exists(Quarantine.File));
    }

    [Fact]
    public async Task Behaviour_23_a_gpu_that_never_answers_is_left_after_120_seconds_with_progress_and_taken_back_when_it_ends_well()
    {
        using var release = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        var loading = Task.Run(() => Load((Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer) =>
        {
            if (IsOnGpu(context))
            {
                begun.Release();
                release.Wait(CancellationToken.None);
            }

            return TrialRun.Answer(vocabulary, context, out answer);
        }));
        await begun.WaitAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Preparing Radeon RX for its first use: 2 s of at most 120 s", _progress[^1].Doing);
        _time.Advance(TimeSpan.FromSeconds(118));
        using var model = await loading;

        Assert.Equal("CPU", model.Description.Device.Device);
        Assert.Contains("did not give its first answer within 120 s", model.Description.Device.Alarm, StringComparison.Ordinal);
        Assert.NotNull(Refusal());

        release.Set();
        Assert.True(SpinWait.SpinUntil(() => Refusal() is null, TimeSpan.FromSeconds(30)));
    }

    private static HostFailure? Nonsense(Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer)
    {
        var failure = TrialRun.Answer(vocabulary, context, out answer);

        // As a broken program for matrices does: the right numbers in the wrong places.
        answer = IsOnGpu(context) ? new TrialAnswer([.. answer!.Rows.Select(row => (IReadOnlyList<float>)[.. row.Reverse()])]) : answer;
        return failure;
    }

    // What a GPU computes at once is more than what the CPU does.
    private static bool IsOnGpu(LlamaContext context) => context.Limits.Tokens > 128;

    private string? Refusal() => Quarantine.Mark(List()).Devices[0].Description.Refusal;

    private DeviceList List() => new([new Device(0, _gpu), new Device(0, _cpu)], ["Vulkan", "CPU"], null);

    private LoadedModel Load(DeviceTrials.Trial trial)
    {
        Assert.True(TryLoad(trial, DevicePreference.Automatic, out var model, out var failure), failure?.Message);
        return model!;
    }

    private HostFailure Fail(DeviceTrials.Trial trial, DevicePreference device = DevicePreference.Automatic)
    {
        Assert.False(TryLoad(trial, device, out _, out var failure));
        return failure!;
    }

    private bool TryLoad(DeviceTrials.Trial trial, DevicePreference device, out LoadedModel? model, out HostFailure? failure)
    {
        var trials = new DeviceTrials(Quarantine, new KnownAnswers(_folder.Path, NullLogger.Instance), _time, NullLogger.Instance)
        {
            Run = (Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer) =>
            {
                Interlocked.Increment(ref _trials);
                return trial(vocabulary, context, out answer);
            },
        };
        var loader = new ModelLoader(TestModels.Library(), trials, _time, NullLogger.Instance) { Devices = List };
        return loader.TryLoad(
            new LoadModelParams("test", _path, new LoadOptions(device, 1, 512, 1)), _progress.Add, out model, out failure, TestContext.Current.CancellationToken);
    }
}
