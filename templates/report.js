// The report's behaviour: charts, the panel of originals, filtering and sorting. No network, no innerHTML: whatever
// people wrote only ever becomes text nodes.
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const NAMES = new Map(data.channels);
  const COLOURS = { hotline: '#1f4e79', petition: '#3f8f8f', proposal: '#b5483a', letter: '#c9963f',
    station: '#71863c', consultation: '#7d5f96' };
  // Positions of a record's fields, as the page's maker writes them.
  const CHANNEL = 1, NUMBER = 2, RECEIVED = 3, MONTH = 4, TITLE = 5, BODY = 6, REPLY = 7, PLACE = 8, UNIT = 9,
    STATUS = 10, FILE = 11, ROW = 12;

  // ---- which records a number opens to
  function recordsOf(key) {
    if (Object.prototype.hasOwnProperty.call(data.sets, key)) return data.sets[key].map(i => data.records[i]);
    if (key === 'all') return data.records;
    if (key === 'undated') return data.records.filter(r => !r[MONTH]);
    if (key === 'outside') return data.records.filter(r => r[MONTH] && !data.months.includes(r[MONTH]));
    const colon = key.indexOf(':'), kind = key.slice(0, colon), rest = key.slice(colon + 1);
    switch (kind) {
      case 'channel': return data.records.filter(r => r[CHANNEL] === rest);
      case 'month': return data.records.filter(r => r[MONTH] === rest);
      case 'file': return data.records.filter(r => r[FILE] === rest);
      case 'cm': {
        const [channel, month] = rest.split(':');
        return data.records.filter(r => r[CHANNEL] === channel && r[MONTH] === month);
      }
      default: return [];
    }
  }

  // ---- the panel; records are made into elements 40 at a time
  const panel = document.getElementById('panel'), list = document.getElementById('panel-list');
  const search = document.getElementById('panel-search'), STEP = 40;
  let opened = [], found = [], shown = 0;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function card(record) {
    const box = element('article', 'record'), line = element('p', 'facts-line');
    const facts = [NAMES.get(record[CHANNEL]), record[RECEIVED], record[NUMBER], record[PLACE],
      record[UNIT] && '承办：' + record[UNIT], record[STATUS]];
    facts.filter(Boolean).forEach(fact => line.append(element('span', '', fact)));
    box.append(line);
    if (record[TITLE]) box.append(element('h4', '', record[TITLE]));
    if (record[BODY]) box.append(element('p', 'text', record[BODY]));
    if (record[REPLY]) box.append(element('div', 'reply', '答复：' + record[REPLY]));
    box.append(element('p', 'origin', '出处：' + record[FILE] + ' 第 ' + record[ROW] + ' 行'));
    return box;
  }

  function showMore() {
    const old = list.querySelector('.more');
    if (old) old.remove();
    const cards = found.slice(shown, shown + STEP).map(card);
    list.append(...cards);
    // Whoever pressed the button goes on reading where it was.
    if (old && cards.length) { cards[0].tabIndex = -1; cards[0].focus({ preventScroll: true }); }
    shown = Math.min(found.length, shown + STEP);
    if (shown < found.length) {
      const more = element('button', 'more', '再显示一些（还有 ' + (found.length - shown) + ' 件）');
      more.type = 'button';
      more.addEventListener('click', showMore);
      list.append(more);
    }
  }

  function find() {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    found = opened.filter(record => {
      const text = record.slice(NUMBER).concat(NAMES.get(record[CHANNEL])).join(' ').toLowerCase();
      return words.every(word => text.includes(word));
    });
    list.replaceChildren();
    shown = 0;
    document.getElementById('panel-count').textContent =
      words.length ? '找到 ' + found.length + ' 件，共 ' + opened.length + ' 件' : '共 ' + opened.length + ' 件，已作脱敏处理';
    showMore();
  }

  function open(key, title) {
    // The latest first; those without a date last.
    const time = record => record[RECEIVED] || '';
    opened = recordsOf(key).slice().sort((a, b) => time(a) > time(b) ? -1 : time(a) < time(b) ? 1 : 0);
    document.getElementById('panel-title').textContent = title || '原文';
    search.value = '';
    find();
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-open]');
    if (button) open(button.dataset.open, button.dataset.title);
    else if (event.target === panel) panel.close();
  });
  // A bare number says to a screen reader what it counts. Esc, the focus moving in and its return are the dialog's own.
  document.querySelectorAll('.count[data-title]').forEach(button => {
    button.setAttribute('aria-label', button.textContent.trim() + '，' + button.dataset.title + '，查看原文');
  });
  document.getElementById('panel-close').addEventListener('click', () => panel.close());
  search.addEventListener('input', find);

  // ---- long lists show their first entries, the rest on demand
  function applyLimit(holder) {
    const limit = Number(holder.dataset.limit), rows = Array.from(holder.children);
    if (rows.length <= limit + 2) return;
    rows.slice(limit).forEach(row => { row.hidden = true; });
    const more = element('button', 'more', '显示全部 ' + rows.length + ' 条');
    more.type = 'button';
    more.addEventListener('click', () => {
      reveal(holder);
      const next = rows[limit].querySelector('button, a, summary');
      if (next) next.focus({ preventScroll: true });
    });
    holder.limitButton = more;
    holder.printNote = element('p', 'print-only',
      '此处列出前 ' + limit + ' 条，共 ' + rows.length + ' 条；全部见网页报告和导出的表格。');
    (holder.closest('.card.flush') || holder).after(more, holder.printNote);
  }
  function reveal(holder) {
    if (!holder.limitButton) return;
    Array.from(holder.children).forEach(row => { row.hidden = false; });
    holder.limitButton.remove();
    holder.printNote.remove();
    holder.limitButton = null;
  }
  document.querySelectorAll('[data-limit]').forEach(applyLimit);

  // A link to a row that is not shown yet shows it first.
  function follow() {
    const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const holder = row && row.closest('[data-limit]');
    if (holder && row.hidden) { reveal(holder); row.scrollIntoView(); }
  }
  addEventListener('hashchange', follow);
  follow();

  // ---- the table of issues
  const table = document.getElementById('issue-table'), filter = document.getElementById('issue-filter');
  if (table && filter) {
    const body = table.tBodies[0];
    const texts = new Map(Array.from(body.rows, row => [row, row.textContent.toLowerCase()]));
    filter.addEventListener('input', () => {
      const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      reveal(body);
      let count = 0;
      for (const [row, text] of texts) {
        row.hidden = !words.every(word => text.includes(word));
        if (!row.hidden) count += 1;
      }
      document.getElementById('issue-count').textContent = words.length ? '符合 ' + count + ' 个' : '';
    });
    table.querySelectorAll('th[data-sort]').forEach(head => {
      const button = element('button', '', head.textContent);
      button.type = 'button';
      // Browsers leave buttons out of the headings that they repeat on each page, so paper gets the words alone.
      head.replaceChildren(button, element('span', 'print-head', head.textContent));
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') !== 'descending', column = head.cellIndex;
        table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const value = row => row.cells[column].dataset.value || '';
        const compare = (a, b) => isNaN(value(a)) || isNaN(value(b)) ?
          (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) : value(a) - value(b);
        reveal(body);
        body.append(...Array.from(body.rows).sort((a, b) => down ? compare(b, a) : compare(a, b)));
      });
    });
  }

  // ---- charts
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;
  Chart.defaults.color = '#56616d';
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  const whole = { beginAtZero: true, ticks: { precision: 0 }, grid: { color: '#eceef1' } };

  const months = document.getElementById('chart-months');
  if (months) {
    new Chart(months, {
      type: 'bar',
      data: { labels: data.months, datasets: data.channels.map(([id, name], i) => (
        { label: name, data: data.series[i], backgroundColor: COLOURS[id], maxBarThickness: 34 })) },
      options: {
        scales: { x: { stacked: true, grid: { display: false } }, y: Object.assign({ stacked: true }, whole) },
        plugins: { legend: { position: 'top', align: 'end', labels: { boxWidth: 12, boxHeight: 12 } } },
        interaction: { mode: 'nearest', intersect: true },
        onClick: (event, hits) => {
          if (!hits.length) return;
          const [id, name] = data.channels[hits[0].datasetIndex], month = data.months[hits[0].index];
          open('cm:' + id + ':' + month, month + ' ' + name);
        }
      }
    });
  }
  const shares = document.getElementById('chart-channels');
  if (shares) {
    const counts = data.channels.map(([id]) => data.records.filter(r => r[CHANNEL] === id).length);
    new Chart(shares, {
      type: 'doughnut',
      data: { labels: data.channels.map(c => c[1]), datasets: [
        { data: counts, backgroundColor: data.channels.map(c => COLOURS[c[0]]), borderWidth: 2 }] },
      options: {
        cutout: '62%', plugins: { legend: { display: false } },
        onClick: (event, hits) => {
          if (hits.length) open('channel:' + data.channels[hits[0].index][0], data.channels[hits[0].index][1]);
        }
      }
    });
  }
  document.querySelectorAll('canvas[data-burst]').forEach(canvas => {
    const series = data.bursts[canvas.dataset.burst];
    if (!series) return;
    new Chart(canvas, {
      type: 'bar',
      data: { labels: series.months, datasets: [{ label: '件数', data: series.counts, maxBarThickness: 26,
        backgroundColor: series.months.map(m => series.marked.includes(m) ? '#a12b22' : '#9fb4c9') }] },
      options: { scales: { x: { grid: { display: false } }, y: whole }, plugins: { legend: { display: false } } }
    });
  });

  // ---- where the reader is: the first section in the upper part of the window
  const links = new Map(Array.from(document.querySelectorAll('.bar a'), a => [a.getAttribute('href').slice(1), a]));
  const visible = new Set();
  const watcher = new IntersectionObserver(entries => {
    entries.forEach(entry => visible[entry.isIntersecting ? 'add' : 'delete'](entry.target.id));
    const here = Array.from(links.keys()).find(id => visible.has(id));
    links.forEach((link, id) => {
      link.classList.toggle('here', id === here);
      if (id === here) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
    });
  }, { rootMargin: '-20% 0px -70% 0px' });
  document.querySelectorAll('main section').forEach(section => watcher.observe(section));

  // ---- paper: every shown score with its parts, and what comes with the files; as before afterwards
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = Array.from(document.querySelectorAll('details.why:not([open]), details.file:not([open])'));
    closed.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach(details => { details.open = false; }));
})();
