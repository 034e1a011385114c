using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Privacy;

/// <summary>A project that brings its own libraries does not get them into our processes.</summary>
[Collection(SoftwareVulkan.OneAtATime)]
public sealed class HostileLibraryTests : ProductTest
{
    private string Marker => User.In("was-loaded");

    [Fact]
    public async Task A_vulkan_loader_in_the_editors_folder_is_not_loaded()
    {
        SoftwareVulkan.SkipUnlessPresent();
        var library = await CompileAsync("libvulkan.so.1");
        await LoadsWhenAskedAsync(library);
        User.KeepShaders();
        User.Settings["model.device"] = "softwareVulkan";

        // The environment of an editor that was started in that project, too.
        User.Environment["LD_LIBRARY_PATH"] = $"{User.Workspace}:.";
        User.Environment["VK_ICD_FILENAMES"] = Path.Combine(User.Workspace, "evil_icd.json");
        User.Environment["VK_DRIVER_FILES"] = Path.Combine(User.Workspace, "evil_icd.json");
        User.Environment["GGML_BACKEND_PATH"] = library;
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        var ready = await server.StatusAfterShadersAsync("ready");
        var maps = ProcessTable.Maps(await server.HostIdAsync());

        Assert.StartsWith("Vulkan", (string?)ready["device"], StringComparison.Ordinal);
        Assert.Contains("libvulkan.so", maps, StringComparison.Ordinal);
        Assert.DoesNotContain(User.Workspace, maps, StringComparison.Ordinal);
        Assert.False(File.Exists(Marker));
    }

    private async Task<string> CompileAsync(string name)
    {
        var source = User.In("evil.c");
        var library = Path.Combine(User.Workspace, name);
        await File.WriteAllTextAsync(
            source,
            $$"""
            #include <stdio.h>
            __attribute__((constructor)) static void mark(void) { FILE *file = fopen("{{Marker}}", "w"); if (file) fclose(file); }
            """,
            TestContext.Current.CancellationToken);
        Assert.SkipUnless(await ExitCodeAsync("cc", ["--version"]) is 0, "There is no C compiler (cc) to make the hostile library with.");
        Assert.Equal(0, await ExitCodeAsync("cc", ["-shared", "-fPIC", "-o", library, source]));
        return library;
    }

    // Proves that the marker would be there.
    private async Task LoadsWhenAskedAsync(string library)
    {
        await ExitCodeAsync("env", [$"LD_PRELOAD={library}", "true"]);
        Assert.True(File.Exists(Marker));
        File.Delete(Marker);
    }

    private static async Task<int?> ExitCodeAsync(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
