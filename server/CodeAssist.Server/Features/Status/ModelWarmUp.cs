using CodeAssist.Core.Models;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Features.Status;

/// <summary>Wakes the model before the first key, as soon as the settings are known to want suggestions; otherwise says that they do not.</summary>
internal sealed class ModelWarmUp(IWatchedModel model, StatusBoard board)
{
    public void Follow(CodeAssistSettings settings)
    {
        board.Enabled(settings.CompletionEnabled);
        if (settings.CompletionEnabled)
        {
            _ = model.GetReadyAsync(TimeSpan.Zero, CancellationToken.None);
        }
    }
}
