using CodeAssist.Core.Models;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Status;

/// <summary>Tells the editor how the model is: by the status board, by progress while it loads, and once by a message where it must be said.</summary>
internal sealed class ModelNews : IDisposable
{
    private readonly LspClient _editor;
    private readonly IWatchedModel _model;
    private readonly Lock _lock = new();
    private readonly StatusBoard _board;
    private Task<WorkDoneProgress>? _loading;

    public ModelNews(LspClient editor, IWatchedModel model, StatusBoard board)
    {
        _editor = editor;
        _model = model;
        _board = board;
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
        _board.Model(availability);
        lock (_lock)
        {
            if (availability is ModelAvailability.Loading loading)
            {
                _loading ??= BeginAsync();
                _ = ReportAsync(_loading, loading);
            }
            else if (_loading is { } ended)
            {
                _loading = null;
                _ = EndAsync(ended);
            }
        }
    }

    private void OnNotice(string sentence)
    {
        _board.Degraded();
        _editor.Show(MessageType.Warning, sentence);
    }

    private async Task<WorkDoneProgress> BeginAsync()
    {
        var progress = await _editor.BeginProgressAsync("CodeAssist: loading the model", isCancellable: true, CancellationToken.None);
        progress.CancellationToken.Register(_model.EndLoading);
        return progress;
    }

    private static async Task ReportAsync(Task<WorkDoneProgress> beginning, ModelAvailability.Loading loading) => (await beginning).Report(loading.Doing, loading.Fraction);

    private static async Task EndAsync(Task<WorkDoneProgress> beginning) => (await beginning).Dispose();
}
