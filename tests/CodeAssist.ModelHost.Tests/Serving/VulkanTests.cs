using CodeAssist.GgufMaker;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>The real Vulkan code on Mesa's software driver: slow, so prompts are short and the compiled shaders are kept.</summary>
public sealed class VulkanTests
{
    private const string Prefix = "for (int i = 0; i < values.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_under_the_filter_generates_on_vulkan()
    {
        VulkanDriver.SkipUnlessPresent();
        await using var host = await HostProcess.StartAsync(new HostStart(SoftwareVulkan: true), Token);
        await using var client = await host.ConnectAsync(Token);

        var loaded = await client.LoadAsync(TestModels.BuiltInPath, Token, DevicePreference.Vulkan);
        Assert.Null(loaded.Failure);
        var result = await client.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), 6), Token);

        Assert.Equal("Vulkan0", loaded.Model!.Device.Device);
        Assert.StartsWith("Length; i++", result.Generation?.Text, StringComparison.Ordinal);
        Assert.Equal(NetworkFilterState.Enforced, (await client.HelloAsync(Token)).Network);
    }

    [Fact]
    public async Task Without_the_wish_for_it_a_software_device_is_passed_over_with_a_reason()
    {
        VulkanDriver.SkipUnlessPresent();
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);

        var automatic = await client.LoadAsync(TestModels.BuiltInPath, Token, DevicePreference.Automatic);
        var forced = await client.LoadAsync(TestModels.BuiltInPath, Token, DevicePreference.Vulkan, id: "forced");

        Assert.Equal("CPU", automatic.Model?.Device.Device);
        Assert.Contains("software device", Assert.Single(automatic.Model!.Device.Rejected), StringComparison.Ordinal);
        Assert.Equal(HostFailureKind.DeviceFailed, forced.Failure?.Kind);
        Assert.Contains("llvmpipe", forced.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cpu_and_vulkan_agree_on_a_given_text()
    {
        VulkanDriver.SkipUnlessPresent();
        using var cpu = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        using var vulkan = TestModels.Load(TestModels.BuiltInPath, new LoadOptions(DevicePreference.Vulkan, 1, 512, 1));
        var text = cpu.Vocabulary.Tokenize("Length; i++)\n            {\n                sum += values[i];\n            }");

        var (cpuLogits, cpuProbability) = await ForceAsync(cpu, text);
        var (vulkanLogits, vulkanProbability) = await ForceAsync(vulkan, text);

        // Measured 2026-11-21 on llvmpipe: both quantise activations, each in its own way.
        Assert.Equal(cpuLogits.Count, vulkanLogits.Count);
        var errors = cpuLogits.Zip(vulkanLogits, RelativeError).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"relative error mean {errors.Average():P2}, worst {errors.Max():P2}; joint log-probability {cpuProbability:F3} and {vulkanProbability:F3}");
        Assert.InRange(errors.Average(), 0, 0.05);
        Assert.InRange(errors.Max(), 0, 0.15);
        Assert.InRange(Math.Abs(cpuProbability - vulkanProbability) / text.Length, 0, 0.1);
        Assert.True(cpuLogits.Zip(vulkanLogits).Count(pair => Best(pair.First) == Best(pair.Second)) >= text.Length * 0.9);
    }

    [Fact]
    public async Task A_model_of_which_the_gpu_computes_some_layers_says_the_same()
    {
        VulkanDriver.SkipUnlessPresent();
        using var cpu = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu with { ContextTokens = 512, Sequences = 1 });
        using var parted = TestModels.Load(TestModels.BuiltInPath, new LoadOptions(DevicePreference.Vulkan, 1, 512, 1) { GpuLayers = 3 });

        var expected = await cpu.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), 12), null, Token);
        var actual = await parted.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), 12), null, Token);

        Assert.Equal(3, parted.Description.LayersOnGpu);
        Assert.InRange(parted.Description.Layers, 4, 100);
        Assert.Contains($"It computes 3 of {parted.Description.Layers} layers, and the CPU the others.", parted.Description.Device.Reason, StringComparison.Ordinal);
        Assert.True(parted.MainMemoryBytes > 0);
        Assert.Equal(expected.Generation!.Text, actual.Generation!.Text);
        Assert.InRange(Math.Abs(expected.Generation.LogProbability - actual.Generation.LogProbability), 0, 0.5);
    }

    // For long runs: each kind of weights has programs of its own, which the software device takes its time to compile.
    [Theory(Explicit = true)]
    [InlineData("built-in")]
    [InlineData("tiny F16")]
    [InlineData("tiny Q8")]
    [InlineData("small Q8")]
    public void Vulkan_passes_its_trial_with_room_to_spare(string which)
    {
        VulkanDriver.SkipUnlessPresent();
        using var folder = new TemporaryFolder();
        var path = which is "built-in"
            ? TestModels.BuiltInPath
            : TestModels.MakeTiny(folder, "none", which.Split(' ')[0], Enum.Parse<WeightType>(which.Split(' ')[1]));
        var gpu = DeviceList.Read(TestModels.Library()).Devices.First(device => device.Description.Backend is "Vulkan");

        var distance = Answer(path, gpu.Handle, onGpu: true).DistanceFrom(Answer(path, device: 0, onGpu: false));

        TestContext.Current.TestOutputHelper?.WriteLine($"{which}: {distance:F4}");
        Assert.InRange(distance, 0, DeviceTrials.MostDistance / 2);
        Assert.NotNull(gpu.Description.Driver);
    }

    private static TrialAnswer Answer(string path, nint device, bool onGpu)
    {
        using var model = LlamaModel.TryLoad([path], device, gpuLayers: null, _ => true)!;
        using var context = LlamaContext.TryCreate(model, new ContextShape(256, 1, 128, 1, onGpu))!;
        Assert.Null(TrialRun.Answer(model.Vocabulary, context, out var answer));
        return answer!;
    }

    private static async Task<(List<float[]> Logits, double LogProbability)> ForceAsync(LoadedModel model, int[] text)
    {
        var recorder = new RecordingChooser(text);
        var result = await model.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), text.Length), recorder, null, Token);
        Assert.Null(result.Failure);
        return (recorder.Logits, result.Generation!.LogProbability);
    }

    // Root mean square of the difference against that of the values, both about their mean: a constant shift changes nothing.
    private static double RelativeError(float[] expected, float[] actual)
    {
        var (meanExpected, meanActual) = (expected.Average(), actual.Average());
        var difference = expected.Zip(actual, (e, a) => Math.Pow(e - meanExpected - (a - meanActual), 2)).Average();
        return Math.Sqrt(difference / expected.Average(e => Math.Pow(e - meanExpected, 2)));
    }

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
