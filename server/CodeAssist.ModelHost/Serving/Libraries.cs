using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Serving;

/// <summary>llama.cpp, loaded once and not before somebody can connect: loading takes longer than everything else at the start.</summary>
internal sealed class Libraries(string directory, ILogger logger)
{
    private readonly Lock _gate = new();
    private LlamaLibrary? _library;
    private HostFailure? _failure;

    public string Directory => directory;

    /// <summary>Loads them on a thread of its own, so that the first request finds them ready.</summary>
    public void LoadAhead() => new Thread(() => TryGet(out _, out _)) { IsBackground = true, Name = "loading libraries" }.Start();

    /// <summary>Waits for the load where one is under way.</summary>
    public bool TryGet([NotNullWhen(true)] out LlamaLibrary? library, [NotNullWhen(false)] out HostFailure? failure)
    {
        lock (_gate)
        {
            if (_library is null && !LlamaLibrary.TryLoad(directory, logger, out _library, out _failure))
            {
                library = null;
                failure = _failure;
                return false;
            }

            library = _library;
            failure = null;
            return true;
        }
    }
}
