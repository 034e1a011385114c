using System.Text.Json;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Native;

/// <summary>The file beside the libraries that says which release of llama.cpp they are.</summary>
internal static class BuildMetadata
{
    public const string FileName = "_nlcBuildMetadata.json";

    /// <summary>The one release whose structs and functions the bindings were checked against.</summary>
    public const string VerifiedRelease = "v0.4.0";

    /// <returns>Null when the release is the verified one.</returns>
    public static HostFailure? CheckRelease(string directory, out string? release)
    {
        release = null;
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return new HostFailure(
                HostFailureKind.LibraryMissing,
                $"There is no llama.cpp in '{directory}'.",
                "Install CodeAssist again; in a checkout run 'npm start'.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            release = json.RootElement.GetProperty("buildOptions").GetProperty("llamaCpp").GetProperty("release").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or IOException or UnauthorizedAccessException)
        {
            return Unsupported($"'{path}' does not say which llama.cpp this is: {exception.Message.Split('\n')[0]}");
        }

        return release is VerifiedRelease
            ? null
            : Unsupported($"'{directory}' holds llama.cpp {release}; this program was verified for {VerifiedRelease} only.");
    }

    private static HostFailure Unsupported(string message) =>
        new(HostFailureKind.LibraryUnsupported, message, "Install CodeAssist again, so that program and libraries are of one release.");
}
