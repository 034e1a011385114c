using CodeAssist.Core.Models;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Models.Local;

namespace CodeAssist.Server.Features.Status;

/// <summary>Tells the editor how the model is: the status for those that show one, progress while it loads, and what must be said once.</summary>
internal sealed class ModelNews : IDisposable
{
    private readonly LspClient _editor;
    private readonly LocalCompletionModel _model;
    private readonly Lock _lock = new();
    private Task<WorkDoneProgress>? _loading;
    private bool _isOnCpuAfterCrash;

    public ModelNews(LspClient editor, LocalCompletionModel model)
    {
        _editor = editor;
        _model = model;
        model.Changed += OnChanged;
        model.Notice += OnNotice;
    }

    public void Dispose()
    {
        _model.Changed -= OnChanged;
        _model.Notice -= OnNotice;
    }

    private void OnChanged(ModelAvailability availability)
    {
        _editor.SendStatus(Status(availability));
        lock (_lock)
        {
            if (availability is ModelAvailability.Loading loading)
            {
                _loading ??= _editor.BeginProgressAsync("CodeAssist: loading the model", isCancellable: false, CancellationToken.None);
                _ = ReportAsync(_loading, loading.Fraction);
            }
            else if (_loading is { } ended)
            {
                _loading = null;
                _ = EndAsync(ended);
            }
        }
    }

    private StatusParams Status(ModelAvailability availability) =>
        availability switch
        {
            ModelAvailability.Ready { Model: var model } => new StatusParams(
                _isOnCpuAfterCrash ? ServerState.Degraded : ServerState.Ready,
                $"{model.Name} on {model.Device}",
                model.Name,
                model.Device),
            ModelAvailability.Loading loading => new StatusParams(ServerState.Loading, $"Loading the model: {loading.Fraction:P0}"),
            ModelAvailability.Unavailable { Failure: var failure } => new StatusParams(ServerState.Failed, failure.ToString()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private void OnNotice(string sentence)
    {
        _isOnCpuAfterCrash = true;
        _editor.Show(MessageType.Warning, sentence);
    }

    private static async Task ReportAsync(Task<WorkDoneProgress> beginning, double fraction) => (await beginning).Report(null, fraction);

    private static async Task EndAsync(Task<WorkDoneProgress> beginning) => (await beginning).Dispose();
}
