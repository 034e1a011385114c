using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Editors;

/// <summary>The real Neovim 0.7, without a window: its own LSP client, its own omni completion, and the configuration from our documentation.</summary>
public sealed class NeovimTests : ProductTest
{
    // Presses the keys that a user would, and writes what the buffer then says. Each wait has a limit, and ends in a sentence.
    private const string Script =
        """
        local function await(what, is_reached)
          if not vim.wait(30000, is_reached, 20) then
            io.stderr:write(what .. ' did not happen\n')
            vim.cmd('cquit 3')
          end
        end

        local function press(keys)
          vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'n', false)
        end

        local client
        await('the client', function()
          client = vim.lsp.buf_get_clients(0)[1]
          return client and client.initialized
        end)
        await('reading the folder', function() return vim.g.folder_is_read end)

        vim.api.nvim_win_set_cursor(0, { tonumber(vim.env.CARET_LINE), tonumber(vim.env.CARET_COLUMN) })
        vim.api.nvim_create_autocmd('InsertEnter', {
          callback = function()
            vim.defer_fn(function() press('<C-x><C-o>') end, 0)
            local timer = vim.loop.new_timer()
            timer:start(20, 20, vim.schedule_wrap(function()
              if vim.fn.pumvisible() == 1 then
                timer:close()
                press('<C-y><Esc>')
              end
            end))
          end,
        })
        vim.api.nvim_create_autocmd('InsertLeave', {
          callback = function()
            vim.defer_fn(function()
              await('counting', function()
                local answer = client.request_sync('codeassist/debugInfo', nil, 5000, 0)
                return answer and answer.result and answer.result.details['completion.accepted'] == '1'
              end)
              vim.cmd('write! ' .. vim.env.RESULT)
              vim.cmd('qall!')
            end, 0)
          end,
        })
        press('a')
        """;

    // Runs before the server is started.
    private const string Listener =
        """
        vim.lsp.handlers['window/logMessage'] = function(_, result)
          if result.message:find('of source in', 1, true) then
            vim.g.folder_is_read = true
          end
        end
        """;

    public NeovimTests() => _ = new HarbourWorkspace(User);

    [Theory]
    [InlineData("registry.Enlist(new Harb‸")]
    [InlineData("registry.Enlist(new Harb‸)")]
    public async Task An_item_that_is_chosen_stands_in_the_buffer_and_is_counted(string line)
    {
        var code = CaretText.Parse($"class Quay\n{{\n    void Open()\n    {{\n        {line}\n    }}\n}}\n");

        var text = await EditAsync(code);

        Assert.Equal($"class Quay\n{{\n    void Open()\n    {{\n        {HarbourWorkspace.Line}\n    }}\n}}\n", text);
    }

    private async Task<string> EditAsync(CaretText code)
    {
        var neovim = FindNeovim();
        Assert.SkipWhen(neovim is null, "Neovim is not installed (Debian: apt-get install neovim).");
        var file = User.WriteFile("Quay.cs", code.Text);
        var result = User.In("result.cs");
        var script = User.In("test.lua");
        var listener = User.In("listener.lua");
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(listener, Listener, TestContext.Current.CancellationToken);
        var configuration = Path.Combine(RepositoryRoot.Path, "docs", "editors", "neovim-0.7.lua");
        var start = ProductPrograms.Start(
            neovim,
            User,
            ["--headless", "--clean", "-c", $"let g:codeassist_server = '{ProductPrograms.Server}'", .. Source(listener), .. Source(configuration), "-c", $"edit {file}", .. Source(script)]);
        start.Environment["RESULT"] = result;
        start.Environment["CARET_LINE"] = $"{code.Line + 1}";
        start.Environment["CARET_COLUMN"] = $"{code.Character - 1}";
        var ended = await RunAsync(start);

        Assert.True(ended.ExitCode == 0 && File.Exists(result), $"{ended.ExitCode}: {ended.Error}");
        return await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken);
    }

    private static string[] Source(string file) => ["-c", $"luafile {file}"];

    private static string? FindNeovim() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "nvim")).FirstOrDefault(File.Exists);
}
