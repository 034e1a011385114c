-- CodeAssist in Neovim 0.7: suggestions by the built-in LSP client's omni completion (CTRL-X CTRL-O in insert mode).
-- Put this into init.lua, and the path of your own installation into the first line.
local server = vim.g.codeassist_server or '/path/to/codeassist/artifacts/app/codeassist'

-- The built-in client inserts an entry and leaves the rest to us: line breaks, what the entry replaces behind the caret, its command.
local asked = 0

function _G.CodeAssistOmnifunc(findstart, base)
  if findstart == 1 then
    asked = vim.lsp.util.make_position_params().position.character
  end
  return vim.lsp.omnifunc(findstart, base)
end

local function finish(client_id)
  local completed = vim.v.completed_item
  local item = vim.tbl_get(completed, 'user_data', 'nvim', 'lsp', 'completion_item')
  local command = item and item.command
  if not command or command.command ~= 'codeassist.accepted' then
    return
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local after = vim.api.nvim_get_current_line():sub(column + 1)
  local replaced = vim.str_byteindex(after, item.textEdit.range['end'].character - asked, true)
  local lines = vim.split(item.textEdit.newText:gsub('\r', ''), '\n')
  vim.api.nvim_buf_set_text(0, row - 1, column - #completed.word, row - 1, column + replaced, lines)
  local last = #lines > 1 and #lines[#lines] or column - #completed.word + #lines[1]
  vim.api.nvim_win_set_cursor(0, { row + #lines - 1, last })
  vim.lsp.get_client_by_id(client_id).request('workspace/executeCommand', command, function() end)
end

-- One entry is worth a list too, and nothing is inserted before it is chosen.
vim.opt.completeopt = { 'menuone', 'noinsert' }

vim.api.nvim_create_autocmd('FileType', {
  pattern = 'cs',
  callback = function()
    local id = vim.lsp.start_client({
      name = 'codeassist',
      cmd = { server, 'lsp' },
      root_dir = vim.fn.getcwd(),
      get_language_id = function(_, filetype)
        return filetype == 'cs' and 'csharp' or filetype
      end,
      -- What the status bar of other editors shows; there is none here.
      handlers = { ['codeassist/status'] = function() end },
      on_attach = function(client, buffer)
        vim.bo[buffer].omnifunc = 'v:lua.CodeAssistOmnifunc'
        vim.api.nvim_create_autocmd('CompleteDone', {
          buffer = buffer,
          callback = function()
            finish(client.id)
          end,
        })
      end,
    })
    vim.lsp.buf_attach_client(0, id)
  end,
})
