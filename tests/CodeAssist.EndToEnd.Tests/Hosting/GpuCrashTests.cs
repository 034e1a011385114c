using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Hosting;

/// <summary>A GPU that takes its host down, on Mesa's software driver.</summary>
[Collection(SoftwareVulkan.OneAtATime)]
public sealed class GpuCrashTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact(Explicit = true)]
    public async Task A_gpu_whose_host_dies_twice_is_given_up_for_the_cpu_and_the_user_is_told_once()
    {
        SoftwareVulkan.SkipUnlessPresent();
        User.Settings["model.device"] = "softwareVulkan";
        User.KeepShaders();
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        var before = await server.StatusAfterShadersAsync("ready");
        var onGpu = await server.CompleteAfterShadersAsync(Uri, CaretText.Obvious);

        Signals.Kill(await server.HostIdAsync());
        await server.StatusAsync("loading");
        var afterOne = await server.StatusAfterShadersAsync("ready");
        Signals.Kill(await server.HostIdAsync());
        var afterTwo = await server.StatusAsync("degraded");
        var message = (string?)(await server.Editor.HearAsync("window/showMessage"))["params"]!["message"];

        Assert.StartsWith("Vulkan", (string?)before["device"], StringComparison.Ordinal);
        Assert.StartsWith("Vulkan", (string?)afterOne["device"], StringComparison.Ordinal);
        Assert.Equal("CPU", (string?)afterTwo["device"]);
        Assert.Contains("now runs on the CPU", message, StringComparison.Ordinal);
        Assert.NotNull(onGpu);

        // A third death is a death of the CPU's host: not another word, which would be found unread at the end.
        Signals.Kill(await server.HostIdAsync());
        await server.StatusAsync("loading");
        await server.StatusAsync("degraded");
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }
}
