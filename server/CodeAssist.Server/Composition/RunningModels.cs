using CodeAssist.Core.LocalModels;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Composition;

/// <summary>The files that this server's models run. The user may choose others while it runs.</summary>
/// <param name="engine">Completes.</param>
/// <param name="models">Answer questions.</param>
/// <param name="builtIn">The file that comes along.</param>
internal sealed class RunningModels(Engine engine, ModelsAtHand models, string builtIn)
{
    /// <summary>Settings as they are now, whatever they were when the server started.</summary>
    public CodeAssistSettings Over(CodeAssistSettings settings) =>
        settings with { ModelPath = engine.Local?.Path ?? settings.ModelPath, ChatModelPath = models.ChatPath };

    /// <summary>Gives a file a job from now on.</summary>
    /// <returns>False where a model server has that job, by the user's settings.</returns>
    public async Task<bool> UseAsync(ModelRole role, string path)
    {
        await models.UseAsync(role, role is ModelRole.Completion && string.Equals(path, builtIn, StringComparison.Ordinal) ? "" : path);
        if (role is ModelRole.Chat)
        {
            return true;
        }

        await (engine.Local?.UseAsync(path) ?? Task.CompletedTask);
        return engine.Local is not null;
    }
}
