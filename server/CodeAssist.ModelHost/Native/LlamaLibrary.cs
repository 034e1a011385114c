using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Native;

/// <summary>llama.cpp, loaded and found to be the release that the bindings of this folder were verified for.</summary>
/// <remarks>
/// One per process: the libraries of two packages share file names inside, so a second set would silently bind to the first one's base.
/// </remarks>
internal sealed unsafe class LlamaLibrary
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<string, nint> _handles = [];
    private static LlamaLibrary? _loaded;

    private LlamaLibrary(string directory, string release)
    {
        Directory = directory;
        Release = release;
    }

    public string Directory { get; }

    /// <summary>As the package's own metadata names it: <c>v0.4.0</c>.</summary>
    public string Release { get; }

    /// <summary>Loads the libraries and their backends, or says why they cannot be used. Loading twice gives the same object.</summary>
    public static bool TryLoad(
        string directory, ILogger logger, [NotNullWhen(true)] out LlamaLibrary? library, [NotNullWhen(false)] out HostFailure? failure)
    {
        directory = Path.GetFullPath(directory);
        lock (_gate)
        {
            library = _loaded;
            failure = null;
            if (library is not null && !string.Equals(library.Directory, directory, StringComparison.Ordinal))
            {
                library = null;
                failure = Unsupported($"This process already uses llama.cpp from '{_loaded!.Directory}' and cannot also use '{directory}'.");
            }
            else if (library is null)
            {
                failure = Load(directory, logger, out library);
            }

            return library is not null;
        }
    }

    private static HostFailure? Load(string directory, ILogger logger, out LlamaLibrary? library)
    {
        library = null;
        if (BuildMetadata.CheckRelease(directory, out var release) is { } unsupported)
        {
            return unsupported;
        }

        foreach (var name in LibraryFiles.LoadOrder)
        {
            if (LibraryFiles.Find(directory, name) is not { } path)
            {
                return Missing($"The folder '{directory}' has no '{name}' library.");
            }

            // By absolute path: nothing is searched for, so nothing can be slipped in.
            try
            {
                _handles[name] = NativeLibrary.Load(path);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                return Missing($"'{path}' cannot be loaded: {FirstLine(exception.Message)}");
            }
        }

        if (_handles.Count == LibraryFiles.LoadOrder.Count && !_resolverSet)
        {
            NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, Resolve);
            _resolverSet = true;
        }

        if (Canary.Check() is { } wrong)
        {
            return Unsupported($"llama.cpp in '{directory}' answers differently from the verified release: {wrong}.");
        }

        NativeLog.Install(logger);
        GgmlApi.LoadBackends(directory);
        LlamaApi.BackendInit();
        library = _loaded = new LlamaLibrary(directory, release!);
        return null;
    }

    private static bool _resolverSet;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        _handles.TryGetValue(name, out var handle) ? handle : 0;

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private static HostFailure Missing(string message) =>
        new(HostFailureKind.LibraryMissing, message, "Install CodeAssist again; in a checkout run 'npm start'.");

    private static HostFailure Unsupported(string message) =>
        new(HostFailureKind.LibraryUnsupported, message, "Install CodeAssist again, so that program and libraries are of one release.");
}
